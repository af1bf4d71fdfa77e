package io.retrace.standalone.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers HTTP on a loopback port, each request on a thread of its own. */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LoopbackServer.class);

    /** Those who wait included; one more is told 503. */
    private static final int REQUESTS_MAX = 1_024;

    private static final int BACKLOG = 256;

    /** A page elsewhere that points its own name at 127.0.0.1 sends that name and must not read what we show. */
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String part;
    private final HttpServer server;
    private final ExecutorService executor;
    private final Function<HttpExchange, HttpAnswer> answers;
    private final Semaphore requests = new Semaphore(REQUESTS_MAX);

    private LoopbackServer(
            String part, HttpServer server, ExecutorService executor, Function<HttpExchange, HttpAnswer> answers) {
        this.part = part;
        this.server = server;
        this.executor = executor;
        this.answers = answers;
    }

    /**
     * Starts it.
     *
     * @param part what it is, as a person calls it
     * @param answers of an {@link IllegalArgumentException} the message becomes a 400
     */
    public static LoopbackServer start(String part, int port, Function<HttpExchange, HttpAnswer> answers) {
        try {
            HttpServer server = HttpServer.create(LoopbackPort.address(port), BACKLOG);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            var http = new LoopbackServer(part, server, executor, answers);
            server.setExecutor(executor);
            server.createContext("/", http::handle);
            server.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(part + " did not start", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Whoever waits is cut off. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!requests.tryAcquire()) {
                HttpAnswer.error(503, "too many requests at once").send(exchange);
                return;
            }
            try {
                answer(exchange).send(exchange);
            } finally {
                requests.release();
            }
        }
    }

    private HttpAnswer answer(HttpExchange exchange) {
        if (!isForUs(exchange)) {
            return HttpAnswer.error(421, "this server is 127.0.0.1");
        }
        try {
            return answers.apply(exchange);
        } catch (IllegalArgumentException e) {
            return HttpAnswer.error(400, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("unexpected part={}", part, e);
            return HttpAnswer.error(500, "an error of ours; it is in the log");
        }
    }

    private static boolean isForUs(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && HOSTS.contains(host.replaceFirst(":\\d+$", ""));
    }
}
