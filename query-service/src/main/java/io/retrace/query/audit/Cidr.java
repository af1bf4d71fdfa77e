package io.retrace.query.audit;

import io.retrace.wire.http.ClientAddress.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of addresses, by the first and the last of them, in figures; PostgreSQL orders addresses as we do. */
record Cidr(String first, String last) {

    /** {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; bits behind the prefix may be set. */
    static Optional<Cidr> of(String text) {
        return Network.of(text).map(network -> {
            var address = network.address().getAddress();
            return new Cidr(filled(address, network.prefix(), 0), filled(address, network.prefix(), 1));
        });
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
