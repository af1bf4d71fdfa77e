package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.retrace.standalone.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Collectors;

/** Server and mail catcher in one: gives prepared answers in their order and keeps what was asked. */
final class ScriptedServer implements AutoCloseable {

    /** In the place of a mail: this time there is none. */
    static final String NO_MAIL = "";

    private static final int CLOSED = 0;

    private final HttpServer server;
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final Queue<String> mails = new ArrayDeque<>();
    private final List<Received> received = new ArrayList<>();

    private ScriptedServer(HttpServer server) {
        this.server = server;
    }

    record Reply(int status, Map<String, List<String>> headers, String body) {

        static Reply json(String body) {
            return new Reply(200, Map.of("Content-Type", List.of("application/json")), body);
        }

        /** The connection is closed without an answer. */
        static Reply closed() {
            return new Reply(CLOSED, Map.of(), "");
        }

        Reply with(String header, String... values) {
            return new Reply(status, Map.of(header, List.of(values)), body);
        }

        Reply with(int other) {
            return new Reply(other, headers, body);
        }
    }

    /**
     * A request that came.
     *
     * @param headers names in lower case
     */
    record Received(String line, Map<String, List<String>> headers, String body) {}

    static ScriptedServer start() {
        try {
            var socket = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var scripted = new ScriptedServer(HttpServer.create(socket, 0));
            scripted.server.createContext("/", scripted::answer);
            scripted.server.createContext("/latest", scripted::showMail);
            scripted.server.start();
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScriptedServer answering(Reply... inOrder) {
        replies.addAll(List.of(inOrder));
        return this;
    }

    /** Adds a mail as the catcher shows it; {@code <to>} in it becomes the address that was asked for. */
    ScriptedServer mailing(String json) {
        mails.add(json);
        return this;
    }

    Endpoints endpoints() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Endpoints(base, base, URI.create("http://127.0.0.1:4455"), base);
    }

    /** What was asked, without the questions for mail. */
    List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(received(exchange));
        Reply reply = replies.remove();
        if (reply.status() == CLOSED) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().putAll(reply.headers());
        send(exchange, reply.status(), reply.body());
    }

    private void showMail(HttpExchange exchange) throws IOException {
        String mail = Objects.requireNonNullElse(mails.poll(), NO_MAIL);
        send(exchange, mail.equals(NO_MAIL) ? 404 : 200, mail.replace("<to>", asked(exchange, "to")));
    }

    private static String asked(HttpExchange exchange, String parameter) {
        return Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                .filter(pair -> pair.startsWith(parameter + "="))
                .map(pair -> pair.substring(parameter.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static Received received(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        return new Received(line, headers, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }
}
