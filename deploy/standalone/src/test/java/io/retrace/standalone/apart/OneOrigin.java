package io.retrace.standalone.apart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/** The proxy before the services: two ports, one origin, routed by the path table. */
final class OneOrigin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of the connection, not of the message. */
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final PathTable table;
    private final Map<String, Ports> services;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final HttpServer publicServer;
    private final HttpServer adminServer;

    /** Where a service listens. */
    record Ports(int publicPort, int adminPort) {

        private int of(Port port) {
            return port == Port.ADMIN ? adminPort : publicPort;
        }
    }

    private OneOrigin(PathTable table, Map<String, Ports> services, Ports own) throws IOException {
        this.table = table;
        this.services = Map.copyOf(services);
        this.publicServer = listen(own.publicPort(), Port.PUBLIC);
        this.adminServer = listen(own.adminPort(), Port.ADMIN);
    }

    static OneOrigin start(Map<String, Ports> services, Ports own) throws IOException {
        return new OneOrigin(PathTable.read(), services, own);
    }

    private HttpServer listen(int number, Port port) throws IOException {
        var server = HttpServer.create(LoopbackPort.address(number), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> pass(exchange, port));
        server.start();
        return server;
    }

    private void pass(HttpExchange exchange, Port port) throws IOException {
        try (exchange) {
            var answer = http.send(request(exchange, port), BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, Port port) throws IOException {
        var asked = exchange.getRequestURI();
        var service = table.serviceOf(port, exchange.getRequestMethod(), asked.getPath());
        var ports = services.get(service);
        if (ports == null) {
            throw new IllegalStateException("the path table names a service that has no port: " + service);
        }
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.of(port) + asked))
                .timeout(PATIENCE)
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.header("X-Forwarded-For", exchange.getRemoteAddress().getHostString())
                .build();
    }

    private static void send(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        var body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        publicServer.stop(0);
        adminServer.stop(0);
        http.close();
    }
}
