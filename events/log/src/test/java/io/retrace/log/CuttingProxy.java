package io.retrace.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire to the database that is cut on demand: before a request arrives, or before its answer does. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final TestServer server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requestsUntilCut = new AtomicInteger();
    private final AtomicInteger answersUntilCut = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(ServerSocket entrance, TestServer server) {
        this.entrance = entrance;
        this.server = server;
    }

    static CuttingProxy to(TestServer server) throws IOException {
        var proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    /** The same login by way of this wire. */
    DatabaseSettings through(DatabaseSettings login) {
        var url = login.url().replace(":" + server.port() + "/", ":" + entrance.getLocalPort() + "/");
        return new DatabaseSettings(url, login.user(), login.password(), login.connectionsMax());
    }

    /** The next request is lost on its way. */
    void cutRequest() {
        requestsUntilCut.set(1);
    }

    /** The next answer is lost on its way: the database has done its work, and whoever asked does not hear of it. */
    void cutAnswer() {
        cutAnswer(1);
    }

    /** The same of a later answer: 1 for the next. */
    void cutAnswer(int number) {
        answersUntilCut.set(number);
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var database = new Socket(server.host(), server.port());
                open.add(client);
                open.add(database);
                Thread.ofVirtual().start(() -> pump(client, database, requestsUntilCut));
                Thread.ofVirtual().start(() -> pump(database, client, answersUntilCut));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, AtomicInteger untilCut) {
        var bytes = new byte[65_536];
        try (from;
                to) {
            int length = from.getInputStream().read(bytes);
            while (length >= 0 && !isToBeCut(untilCut)) {
                to.getOutputStream().write(bytes, 0, length);
                length = from.getInputStream().read(bytes);
            }
            if (length >= 0) {
                cuts.incrementAndGet();
            }
        } catch (IOException _) {
            // the other direction was cut
        }
    }

    private static boolean isToBeCut(AtomicInteger untilCut) {
        return untilCut.getAndUpdate(left -> Math.max(0, left - 1)) == 1;
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
