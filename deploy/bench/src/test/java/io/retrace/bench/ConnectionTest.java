package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final int CHUNKED = 0;

    private final List<Integer> clientPorts = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Connection connection;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.start();
        connection = new Connection(port());
    }

    @AfterEach
    void stopServer() {
        connection.close();
        server.stop(0);
    }

    @Test
    void a_body_of_known_length_is_read_whole() throws IOException {
        serve("/known", exchange -> answer(exchange, 200, "{\"id\":\"f-1\",\"state\":\"open\"}"));

        var answer = connection.send(get("/known"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"f-1\",\"state\":\"open\"}");
    }

    @Test
    void a_chunked_body_larger_than_the_buffer_is_put_together() throws IOException {
        var part = "0123456789abcdef".repeat(700);
        serve("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, CHUNKED);
            for (int i = 0; i < 5; i++) {
                exchange.getResponseBody().write(part.getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
            exchange.close();
        });

        assertThat(connection.send(get("/chunked")).body()).isEqualTo(part.repeat(5));
    }

    @Test
    void requests_follow_each_other_on_one_connection() throws IOException {
        serve("/known", exchange -> answer(exchange, 200, "first"));
        serve("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, CHUNKED);
            exchange.getResponseBody().write(Bytes.ascii("second"));
            exchange.close();
        });

        assertThat(connection.send(get("/known")).body()).isEqualTo("first");
        assertThat(connection.send(get("/chunked")).body()).isEqualTo("second");
        assertThat(connection.send(get("/known")).body()).isEqualTo("first");
        assertThat(clientPorts).hasSize(3).containsOnly(clientPorts.getFirst());
    }

    @Test
    void an_error_status_is_an_answer_like_any_other() throws IOException {
        serve("/busy", exchange -> answer(exchange, 503, "{\"error\":{\"code\":503}}"));

        var answer = connection.send(get("/busy"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":503}}");
    }

    @Test
    void an_answer_without_content_has_an_empty_body() throws IOException {
        serve("/nothing", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        var answer = connection.send(get("/nothing"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void after_the_server_said_that_it_closes_the_next_request_opens_anew() throws IOException {
        serve("/last", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            answer(exchange, 200, "bye");
        });

        assertThat(connection.send(get("/last")).body()).isEqualTo("bye");
        assertThat(connection.send(get("/last")).body()).isEqualTo("bye");
        assertThat(clientPorts).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void a_broken_answer_is_trouble_once_and_the_next_request_opens_anew() throws IOException {
        serve("/broken", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(Bytes.ascii("only this"));
            exchange.getResponseBody().flush();
            throw new IOException("the server gives up");
        });
        serve("/known", exchange -> answer(exchange, 200, "well"));

        assertThatIOException().isThrownBy(() -> connection.send(get("/broken")));
        assertThat(connection.send(get("/known")).body()).isEqualTo("well");
    }

    @Test
    void a_posted_body_arrives() throws IOException {
        serve(
                "/echo",
                exchange -> answer(
                        exchange,
                        200,
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));

        assertThat(connection
                        .send(new Requests(port()).post("/echo", "{\"a\":1}"))
                        .body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void a_text_is_found_by_what_stands_before_it() throws IOException {
        serve("/known", exchange -> answer(exchange, 200, "{\"id\":\"f-1\",\"ui\":{\"id\":\"other\"}}"));

        var answer = connection.send(get("/known"));

        assertThat(answer.textAfter(Bytes.ascii("\"id\":\""))).contains("f-1");
        assertThat(answer.textAfter(Bytes.ascii("\"token\":\""))).isEmpty();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            clientPorts.add(exchange.getRemoteAddress().getPort());
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(Bytes.ascii(body));
        exchange.close();
    }

    private byte[] get(String path) {
        return new Requests(port()).get(path);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
