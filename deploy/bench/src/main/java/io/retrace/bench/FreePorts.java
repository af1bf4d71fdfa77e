package io.retrace.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on, below those that the kernel gives to outgoing connections: the server takes
 * them again after a stop, while thousands of connections come and go.
 */
final class FreePorts {

    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private FreePorts() {}

    static List<Integer> find(int count) {
        return ThreadLocalRandom.current()
                .ints(FROM, TO)
                .filter(FreePorts::isFree)
                .distinct()
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Connection.HOST), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
