package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from: the connection's address, or what a trusted proxy says (design section 4).
 *
 * @param text an IP address
 * @param port of the connection; empty when a proxy told the address
 * @param source {@code connection} or {@code x-forwarded-for}
 */
public record ClientAddress(String text, Optional<Integer> port, String source) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV4_PREFIX = 3;
    private static final int IPV6_PREFIX = 8;

    /** The nearest address that no trusted proxy has. */
    public static ClientAddress of(HttpServletRequest request, List<Network> trusted) {
        var peer = request.getRemoteAddr();
        if (!trusts(trusted, peer)) {
            return connection(request);
        }
        var forwarded = String.join(",", java.util.Collections.list(request.getHeaders("X-Forwarded-For")));
        var hops = Arrays.stream(forwarded.split(",", -1))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        for (var hop : hops.reversed()) {
            if (!isAddress(hop)) {
                break;
            }
            if (!trusts(trusted, hop)) {
                return new ClientAddress(hop, Optional.empty(), "x-forwarded-for");
            }
        }
        return connection(request);
    }

    private static ClientAddress connection(HttpServletRequest request) {
        return new ClientAddress(request.getRemoteAddr(), Optional.of(request.getRemotePort()), "connection");
    }

    /** As a session shows it: with the port where it is known. */
    public String withPort() {
        var host = text.contains(":") ? "[" + text + "]" : text;
        return port.map(number -> host + ":" + number).orElse(text);
    }

    /** The network that it is in, which one household or company has to itself: a /24 of IPv4, a /64 of IPv6. */
    public String network() {
        return parse(text)
                .map(InetAddress::getAddress)
                .map(bytes ->
                        HexFormat.of().formatHex(bytes, 0, bytes.length == IPV4_BYTES ? IPV4_PREFIX : IPV6_PREFIX))
                .orElse(text);
    }

    private static boolean trusts(List<Network> trusted, String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isAddress(String text) {
        return parse(text).isPresent();
    }

    /** An address in figures; names are never looked up, for anybody may write them into a header. */
    private static Optional<InetAddress> parse(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A block of addresses in CIDR notation, or a single one; bits behind the prefix may be set. */
    public record Network(InetAddress address, int prefix) {

        /**
         * A block that must be one.
         *
         * @throws IllegalArgumentException when it is none
         */
        public Network(String cidr) {
            this(of(cidr).orElseThrow(() ->
                    new IllegalArgumentException("http.trusted_proxies must be CIDR blocks, one was " + cidr)));
        }

        private Network(Network same) {
            this(same.address, same.prefix);
        }

        /** The block that a text names in figures; empty for anything else. */
        public static Optional<Network> of(String text) {
            var parts = text.split("/", 2);
            return parse(parts[0]).flatMap(address -> {
                int bits = address.getAddress().length * Byte.SIZE;
                if (parts.length == 1) {
                    return Optional.of(new Network(address, bits));
                }
                return Optional.of(parts[1])
                        .filter(prefix -> prefix.matches("\\d{1,3}"))
                        .map(Integer::valueOf)
                        .filter(prefix -> prefix <= bits)
                        .map(prefix -> new Network(address, prefix));
            });
        }

        /** As PostgreSQL takes it. */
        @Override
        public String toString() {
            return address.getHostAddress() + "/" + prefix;
        }

        boolean contains(String text) {
            var network = address.getAddress();
            return parse(text)
                    .map(InetAddress::getAddress)
                    .filter(candidate -> network.length == candidate.length && samePrefix(network, candidate, prefix))
                    .isPresent();
        }

        private static boolean samePrefix(byte[] network, byte[] candidate, int bits) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((network[bit / 8] & mask) != (candidate[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
