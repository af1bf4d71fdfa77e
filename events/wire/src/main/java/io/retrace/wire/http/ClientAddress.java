package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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

    private static boolean trusts(List<Network> trusted, String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9.]{7,15}") || (text.contains(":") && text.matches("[0-9a-fA-F:.]{2,45}"));
    }

    /** A block of addresses in CIDR notation. */
    public record Network(String cidr) {

        public Network {
            var parts = cidr.split("/", 2);
            if (!isAddress(parts[0]) || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
                throw new IllegalArgumentException("http.trusted_proxies must be CIDR blocks, one was " + cidr);
            }
        }

        boolean contains(String address) {
            if (!isAddress(address)) {
                return false;
            }
            try {
                var parts = cidr.split("/", 2);
                var network = InetAddress.getByName(parts[0]).getAddress();
                var candidate = InetAddress.getByName(address).getAddress();
                int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : network.length * 8;
                return network.length == candidate.length && samePrefix(network, candidate, bits);
            } catch (UnknownHostException _) {
                return false;
            }
        }

        private static boolean samePrefix(byte[] network, byte[] candidate, int bits) {
            for (int bit = 0; bit < Math.min(bits, network.length * 8); bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((network[bit / 8] & mask) != (candidate[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
