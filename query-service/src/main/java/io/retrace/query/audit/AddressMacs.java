package io.retrace.query.audit;

import io.retrace.log.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * What addresses are searched by: the first 128 bits of their MAC under the search key. A new search key finds what is
 * projected from then on; the view built anew finds everything by it.
 */
final class AddressMacs {

    private final KeyRing keys;

    AddressMacs(KeyRing keys) {
        this.keys = keys;
    }

    /** The MAC of an address as somebody typed it: case and blanks around it make no other. */
    UUID of(String typed) {
        var normalised = typed.strip().toLowerCase(Locale.ROOT);
        var mac = ByteBuffer.wrap(keys.rawMac(normalised.getBytes(StandardCharsets.UTF_8)));
        return new UUID(mac.getLong(), mac.getLong());
    }
}
