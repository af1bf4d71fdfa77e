package io.retrace.standalone.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A TCP port on {@value #HOST}, the only address that a part of the standalone server listens on. */
public final class LoopbackPort {

    public static final String HOST = "127.0.0.1";

    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 32_000;
    private static final int TRIES_MAX = 1_000;

    /** Who seeks: of two JVMs that do at the same time, 1 and 2, one finds odd ports and one even ones; 0 finds any. */
    private static final int SEEKER = Integer.getInteger("retrace.port_seeker", 0);

    private static final int SEEKERS = 2;

    /** The one state of all: the ports of a process are one as well. It begins anywhere, as other processes do. */
    private static final AtomicInteger ASKED_FOR =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FREE_TO - FREE_FROM));

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

    /**
     * A port that nobody listens on now; someone else may take it before the caller does. It is below those that the
     * kernel gives to outgoing connections, of which many come and go until the caller listens. Who asks for several gets
     * different ones, although nobody listens on the first yet.
     */
    public static int findFree() {
        return IntStream.generate(LoopbackPort::next)
                .limit(TRIES_MAX)
                .filter(port -> SEEKER == 0 || port % SEEKERS == SEEKER % SEEKERS)
                .filter(LoopbackPort::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port on " + HOST));
    }

    private static int next() {
        return FREE_FROM + Math.floorMod(ASKED_FOR.getAndIncrement(), FREE_TO - FREE_FROM);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(address(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("in use") ? "the port is taken" : message;
    }
}
