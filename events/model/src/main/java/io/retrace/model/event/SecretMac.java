package io.retrace.model.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The keyed MAC of a secret: all that is ever kept of a code, a link token, a session token or a browser's cookie.
 *
 * @param key the pepper's number in its key ring
 * @param mac HMAC-SHA-256, base64url without padding
 */
public record SecretMac(int key, String mac) {

    /** Whether one of these is the same; takes as long whichever it is. */
    public boolean matchesAny(List<SecretMac> others) {
        boolean found = false;
        for (var other : others) {
            found |= matches(other);
        }
        return found;
    }

    /** Compares in time that does not depend on where the two differ. */
    public boolean matches(SecretMac other) {
        return key == other.key
                && MessageDigest.isEqual(
                        mac.getBytes(StandardCharsets.US_ASCII), other.mac.getBytes(StandardCharsets.US_ASCII));
    }
}
