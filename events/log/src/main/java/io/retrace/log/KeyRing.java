package io.retrace.log;

import io.retrace.model.event.SecretMac;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one purpose, numbered. The highest number makes new MACs; the others still verify, so that a key rotates
 * by adding a higher one and taking the old one away when nothing depends on it any more.
 */
public final class KeyRing {

    private static final String ALGORITHM = "HmacSHA256";

    private final NavigableMap<Integer, byte[]> keys;

    /**
     * A ring of keys.
     *
     * @param keys at least one, 32 bytes each
     */
    KeyRing(SortedMap<Integer, byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a key ring needs at least one key");
        }
        this.keys = new TreeMap<>(keys);
    }

    /** The MAC under the newest key. */
    public SecretMac mac(byte[] message) {
        return mac(keys.lastKey(), message);
    }

    /** The MACs under every live key, the newest first. */
    public List<SecretMac> macs(byte[] message) {
        return keys.descendingKeySet().stream()
                .map(number -> mac(number, message))
                .toList();
    }

    /** The raw MAC under the newest key, 32 bytes. */
    public byte[] rawMac(byte[] message) {
        return rawMac(keys.lastKey(), message);
    }

    /** The raw MACs under every live key, the newest first. */
    public List<byte[]> rawMacs(byte[] message) {
        return keys.descendingKeySet().stream()
                .map(number -> rawMac(number, message))
                .toList();
    }

    int newest() {
        return keys.lastKey();
    }

    byte[] key(int number) {
        var key = keys.get(number);
        if (key == null) {
            throw new IllegalStateException("key number " + number + " is not in the ring");
        }
        return key.clone();
    }

    private SecretMac mac(int number, byte[] message) {
        return new SecretMac(number, Base64.getUrlEncoder().withoutPadding().encodeToString(rawMac(number, message)));
    }

    private byte[] rawMac(int number, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(number), ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
