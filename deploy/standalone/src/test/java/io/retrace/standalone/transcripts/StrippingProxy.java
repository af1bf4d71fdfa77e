package io.retrace.standalone.transcripts;

import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.apart.Forwarding;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that serves another server below {@code /auth} and strips that on the way; nothing else is there. */
final class StrippingProxy implements AutoCloseable {

    private static final String PREFIX = "/auth";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Forwarding forwarding = new Forwarding();

    private StrippingProxy(HttpServer server) {
        this.server = server;
    }

    /** The base URL of a proxy on that port, without a trailing slash. */
    static URI base(int port) {
        return URI.create("http://127.0.0.1:" + port + PREFIX);
    }

    /** Starts it. */
    static StrippingProxy start(int port, URI behind) {
        try {
            var proxy = new StrippingProxy(HttpServer.create(LoopbackPort.address(port), 0));
            proxy.server.setExecutor(proxy.threads);
            proxy.server.createContext(PREFIX + "/", exchange -> {
                var stripped = exchange.getRequestURI().toString().substring(PREFIX.length());
                proxy.forwarding.pass(exchange, URI.create(behind + stripped));
            });
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        forwarding.close();
    }
}
