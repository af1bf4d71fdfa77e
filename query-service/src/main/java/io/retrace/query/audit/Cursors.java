package io.retrace.query.audit;

import io.retrace.log.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a search goes on: what is left of the log, bound to the search by a MAC, so that a cursor can neither be used for
 * another search nor be made up. It names nothing that was searched for.
 */
final class Cursors {

    private static final int MAC_BYTES = 16;
    private static final int SPAN_BYTES = 2 * Long.BYTES;

    private final KeyRing keys;

    Cursors(KeyRing keys) {
        this.keys = keys;
    }

    String of(Span left, String bound) {
        var span = bytes(left);
        var token = ByteBuffer.allocate(SPAN_BYTES + MAC_BYTES)
                .put(span)
                .put(keys.rawMac(message(span, bound)), 0, MAC_BYTES)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What is left for this search; empty when the cursor is not one of its own. */
    Optional<Span> read(String token, String bound) {
        try {
            var decoded = Base64.getUrlDecoder().decode(token);
            if (decoded.length != SPAN_BYTES + MAC_BYTES) {
                return Optional.empty();
            }
            var span = Arrays.copyOf(decoded, SPAN_BYTES);
            var mac = Arrays.copyOfRange(decoded, SPAN_BYTES, decoded.length);
            var numbers = ByteBuffer.wrap(span);
            return keys.rawMacs(message(span, bound)).stream()
                            .anyMatch(made -> MessageDigest.isEqual(Arrays.copyOf(made, MAC_BYTES), mac))
                    ? Optional.of(new Span(numbers.getLong(), numbers.getLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Span left) {
        return ByteBuffer.allocate(SPAN_BYTES)
                .putLong(left.first())
                .putLong(left.last())
                .array();
    }

    private static byte[] message(byte[] span, String bound) {
        var text = ("audit cursor\n" + bound + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + span.length)
                .put(text)
                .put(span)
                .array();
    }
}
