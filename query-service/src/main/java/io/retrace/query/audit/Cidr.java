package io.retrace.query.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of addresses, by the first and the last of them, in figures; PostgreSQL orders addresses as we do. */
record Cidr(String first, String last) {

    private static final String FIGURES = "\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

    /** {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; bits behind the prefix may be set. */
    static Optional<Cidr> of(String text) {
        var parts = text.split("/", 2);
        if (!parts[0].matches(FIGURES) || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : address.length * Byte.SIZE;
            return bits > address.length * Byte.SIZE
                    ? Optional.empty()
                    : Optional.of(new Cidr(filled(address, bits, 0), filled(address, bits, 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The address with each bit behind the prefix set to this one. */
    private static String filled(byte[] address, int prefix, int bit) {
        var filled = address.clone();
        for (int i = prefix; i < address.length * Byte.SIZE; i++) {
            int mask = 0x80 >> (i % Byte.SIZE);
            filled[i / Byte.SIZE] = (byte) (bit == 1 ? filled[i / Byte.SIZE] | mask : filled[i / Byte.SIZE] & ~mask);
        }
        try {
            return InetAddress.getByAddress(filled).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address stays as long as it was", e);
        }
    }
}
