package io.retrace.standalone.http;

import com.sun.net.httpserver.HttpExchange;
import io.retrace.wire.http.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A whole answer; every one forbids caching and sniffing, because it may hold a code. */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    public static HttpAnswer json(int status, Object body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsString(body));
    }

    public static HttpAnswer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), "");
    }

    /** The browser goes on there, with GET. */
    public static HttpAnswer seeOther(String url) {
        return new HttpAnswer(303, Map.of("Location", url), "");
    }

    /** A page. */
    public static <T> HttpAnswer page(int status, Template<T> template, T model, String contentSecurityPolicy) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", contentSecurityPolicy),
                template.html(model));
    }

    /** The look of all pages. */
    public static HttpAnswer stylesheet() {
        return new HttpAnswer(200, Map.of("Content-Type", "text/css; charset=utf-8"), resource("style.css"));
    }

    /** What browsers show in the tab, and the pages in their head. */
    public static HttpAnswer icon() {
        return new HttpAnswer(200, Map.of("Content-Type", "image/svg+xml"), resource("icon.svg"));
    }

    private static String resource(String name) {
        try (var in = HttpAnswer.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
