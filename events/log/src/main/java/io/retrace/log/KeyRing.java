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
 * The keys of one purpose, numbered. One makes new MACs; the others verify too. So a key rotates while nodes work: all
 * of them learn the new one, then each uses it, and the old one goes when nothing depends on it any more.
 */
public final class KeyRing {

    private static final String ALGORITHM = "HmacSHA256";

    private final NavigableMap<Integer, byte[]> keys;
    private final int current;

    /**
     * A ring of keys.
     *
     * @param keys at least one, 32 bytes each; the highest number makes new MACs
     */
    KeyRing(SortedMap<Integer, byte[]> keys) {
        this(keys, keys.isEmpty() ? 0 : keys.lastKey());
    }

    /**
     * A ring of keys.
     *
     * @param current the number of the key that makes new MACs
     */
    KeyRing(SortedMap<Integer, byte[]> keys, int current) {
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("a key ring needs a key that makes MACs");
        }
        this.keys = new TreeMap<>(keys);
        this.current = current;
    }

    /** The MAC under the key that makes them. */
    public SecretMac mac(byte[] message) {
        return mac(current, message);
    }

    /** The MACs under every live key, the highest number first. */
    public List<SecretMac> macs(byte[] message) {
        return keys.descendingKeySet().stream()
                .map(number -> mac(number, message))
                .toList();
    }

    /** The raw MAC under the key that makes them, 32 bytes. */
    public byte[] rawMac(byte[] message) {
        return rawMac(current, message);
    }

    /** The raw MACs under every live key, the highest number first. */
    public List<byte[]> rawMacs(byte[] message) {
        return keys.descendingKeySet().stream()
                .map(number -> rawMac(number, message))
                .toList();
    }

    /** The number of the key that makes new MACs. */
    public int current() {
        return current;
    }

    /** The numbers of all live keys, rising. */
    public List<Integer> numbers() {
        return List.copyOf(keys.navigableKeySet());
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
