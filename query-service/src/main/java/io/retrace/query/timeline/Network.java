package io.retrace.query.timeline;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network or a single address, as somebody typed it.
 *
 * @param prefix how many bits count
 */
record Network(InetAddress address, int prefix) {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/(\\d{1,3}))?");

    /** The network; empty for anything else. */
    static Optional<Network> of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(form.group(1));
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = form.group(2) == null ? bits : Integer.parseInt(form.group(2));
            return prefix <= bits ? Optional.of(new Network(address, prefix)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As PostgreSQL takes it; bits beyond the prefix are allowed. */
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
