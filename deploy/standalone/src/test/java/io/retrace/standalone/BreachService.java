package io.retrace.standalone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Knows how often passwords stand in data breaches, as Have I Been Pwned does, and breaks down when it is told to. */
@NullMarked
final class BreachService implements AutoCloseable {

    private static final int PREFIX_DIGITS = 5;

    private final HttpServer server;
    private final Map<String, Long> found;
    private volatile boolean broken;

    private BreachService(HttpServer server, Map<String, Long> found) {
        this.server = server;
        this.found = found;
    }

    static BreachService start(Map<String, Long> passwords) {
        try {
            var found = passwords.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(entry -> sha1(entry.getKey()), Map.Entry::getValue));
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new BreachService(server, found);
            server.createContext("/range/", exchange -> {
                try (exchange) {
                    var page = service.page(exchange.getRequestURI().getPath().substring("/range/".length()));
                    exchange.sendResponseHeaders(service.broken ? 503 : 200, page.length);
                    exchange.getResponseBody().write(page);
                }
            });
            server.start();
            return service;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void breakDown() {
        broken = true;
    }

    void mend() {
        broken = false;
    }

    private byte[] page(String prefix) {
        var lines = found.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getKey().substring(PREFIX_DIGITS) + ":" + entry.getValue() + "\r\n")
                .collect(Collectors.joining());
        return (lines + "0".repeat(35) + ":0\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String sha1(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
