package io.retrace.wire.http;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret of an anti-CSRF cookie, and the tokens that forms carry: each is the secret under a mask of its own, so that
 * none is like another and yet each fits the cookie (spec section 1.7).
 */
public final class CsrfSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private CsrfSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one. */
    public static CsrfSecret fresh() {
        return new CsrfSecret(random());
    }

    /** The secret of a cookie; empty when no cookie of ours has such a value. */
    public static Optional<CsrfSecret> of(String cookieValue) {
        return decoded(cookieValue).filter(bytes -> bytes.length == BYTES).map(CsrfSecret::new);
    }

    /** The cookie's value, base64. */
    public String cookieValue() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A token for a form: base64 of a random mask and the masked secret. */
    public String token() {
        var mask = random();
        var token = Arrays.copyOf(mask, 2 * BYTES);
        for (int i = 0; i < BYTES; i++) {
            token[BYTES + i] = (byte) (mask[i] ^ bytes[i]);
        }
        return Base64.getEncoder().encodeToString(token);
    }

    /** Whether a token is one of this secret's; takes as long whichever it is. */
    public boolean fits(String token) {
        return decoded(token)
                .filter(sent -> sent.length == 2 * BYTES)
                .map(sent -> MessageDigest.isEqual(unmasked(sent), bytes))
                .orElse(false);
    }

    private static byte[] unmasked(byte[] token) {
        var secret = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            secret[i] = (byte) (token[i] ^ token[BYTES + i]);
        }
        return secret;
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
