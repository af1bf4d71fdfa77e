package io.retrace.standalone.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** The HTTP side; {@link MailCatcher} documents the paths. */
final class MailHttp implements AutoCloseable {

    private static final long WAIT_MS_MAX = 60_000;
    private static final int LISTED_MAX = 250;
    private static final int SHOWN_MAX = 50;

    /** Those who wait included; one more is told 503. */
    private static final int REQUESTS_MAX = 1_024;

    private static final int BACKLOG = 256;

    /** A page elsewhere that points its own name at 127.0.0.1 sends that name and must not read our mail. */
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private final HttpServer server;
    private final ExecutorService executor;
    private final MailStore store;
    private final InboxPage page = new InboxPage();
    private final Semaphore requests = new Semaphore(REQUESTS_MAX);

    private MailHttp(HttpServer server, ExecutorService executor, MailStore store) {
        this.server = server;
        this.executor = executor;
        this.store = store;
    }

    static MailHttp start(int port, MailStore store) {
        try {
            HttpServer server = HttpServer.create(LoopbackPort.address(port), BACKLOG);
            ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
            var http = new MailHttp(server, executor, store);
            server.setExecutor(executor);
            server.createContext("/", http::handle);
            server.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException("The mail catcher's HTTP did not start", e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

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
            var query = HttpQuery.parse(exchange.getRequestURI().getRawQuery());
            return switch (exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getPath()) {
                case "GET /" -> page.show(store.newest(SHOWN_MAX));
                case "GET /latest" -> latest(query);
                case "GET /messages" -> HttpAnswer.json(200, messages(query));
                case "DELETE /messages" -> {
                    store.clear();
                    yield HttpAnswer.empty(204);
                }
                default -> HttpAnswer.error(404, "no such path");
            };
        } catch (IllegalArgumentException e) {
            return HttpAnswer.error(400, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isForUs(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && HOSTS.contains(host.replaceFirst(":\\d+$", ""));
    }

    private HttpAnswer latest(HttpQuery query) {
        String to = query.value("to").orElseThrow(() -> new IllegalArgumentException("to is missing"));
        long after = query.number("after", Long.MAX_VALUE);
        var wait = Duration.ofMillis(query.number("wait", WAIT_MS_MAX));
        try {
            return store.latest(to, after, wait)
                    .map(mail -> HttpAnswer.json(200, mail))
                    .orElseGet(() -> HttpAnswer.error(404, "no such mail"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return HttpAnswer.error(503, "stopping");
        }
    }

    private List<CaughtMail> messages(HttpQuery query) {
        return query.value("to").map(to -> store.newest(to, LISTED_MAX)).orElseGet(() -> store.newest(LISTED_MAX));
    }
}
