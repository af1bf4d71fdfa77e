package io.retrace.standalone.mail;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A whole answer; every one forbids caching and sniffing, because it may hold a code. */
record HttpAnswer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer json(int status, Object body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    }

    static HttpAnswer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), "");
    }

    static HttpAnswer html(String html, String contentSecurityPolicy) {
        return new HttpAnswer(
                200,
                Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", contentSecurityPolicy),
                html);
    }

    void send(HttpExchange exchange) throws IOException {
        var answerHeaders = exchange.getResponseHeaders();
        headers.forEach(answerHeaders::set);
        answerHeaders.set("Cache-Control", "no-store");
        answerHeaders.set("X-Content-Type-Options", "nosniff");
        answerHeaders.set("Referrer-Policy", "no-referrer");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // -1 is the JDK server's word for "no body"
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
