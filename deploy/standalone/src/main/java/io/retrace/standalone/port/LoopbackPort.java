package io.retrace.standalone.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A TCP port on {@value #HOST}, the only address that a part of the standalone server listens on. */
public final class LoopbackPort {

    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** Where a part with this port listens. */
    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
    }

    /**
     * Listens on the port for a moment, so that a taken one is reported before anything is started.
     *
     * @param part what wants the port, as a person calls it
     * @throws CannotListenException when someone else listens there, or we may not
     */
    public static void requireFree(String part, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
        } catch (IOException e) {
            throw new CannotListenException(part, port, reason(e), e);
        }
    }

    /** A port that nobody listens on now; someone else may take it before the caller does. */
    public static int findFree() {
        try (var socket = new ServerSocket()) {
            socket.bind(address(0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("in use") ? "the port is taken" : message;
    }
}
