package io.retrace.log;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that closes and opens: AES-256-GCM of the platform (NIST SP 800-38D), as nonce (12 random bytes), ciphertext and
 * tag (16 bytes). A random nonce is good for 2<sup>32</sup> texts under one key; no subject and no day has so many.
 *
 * <p>Tink's format, but not Tink's class: that makes a provider and a random source anew for each thread that seals,
 * which where threads are virtual is each request (100 KB and an exception with its stack, 2026-11-22).
 */
final class AesGcm {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    // found once: the search through all providers takes longer than to close a short text
    private static final Provider PROVIDER = provider();

    private final SecretKeySpec key;

    /**
     * A key.
     *
     * @param key 32 bytes
     */
    AesGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** The text closed; whoever opens it must name the same context. */
    byte[] encrypt(byte[] text, byte[] context) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
        var closed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(text.length));
        cipher.doFinal(text, 0, text.length, closed, NONCE_BYTES);
        return closed;
    }

    /**
     * The text again.
     *
     * @throws GeneralSecurityException when it was closed by another key, for another context, or altered since
     */
    byte[] decrypt(byte[] closed, byte[] context) throws GeneralSecurityException {
        if (closed.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short to hold a nonce");
        }
        return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(closed, NONCE_BYTES), context)
                .doFinal(closed, NONCE_BYTES, closed.length - NONCE_BYTES);
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(TRANSFORMATION).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
