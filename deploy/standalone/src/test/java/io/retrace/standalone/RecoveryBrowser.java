package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.json.JsonMapper;

/** A browser, or a single-page app in one: keeps its cookies and sends the token of the flow that it sees. */
@NullMarked
public final class RecoveryBrowser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Endpoints endpoints;
    private final Kind kind;

    /** How a client sends and what it wants back. */
    public enum Kind {
        BROWSER("text/html", "application/x-www-form-urlencoded"),
        SINGLE_PAGE_APP("application/json", "application/json");

        private final String accept;
        private final String contentType;

        Kind(String accept, String contentType) {
            this.accept = accept;
            this.contentType = contentType;
        }

        private String body(Map<String, String> fields) {
            return this == SINGLE_PAGE_APP
                    ? JsonMapper.shared().writeValueAsString(fields)
                    : fields.entrySet().stream()
                            .map(field ->
                                    field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
        }
    }

    public RecoveryBrowser(Endpoints endpoints, Kind kind) {
        this.endpoints = endpoints;
        this.kind = kind;
    }

    /** Opens a recovery flow and returns its id. */
    public String openRecovery() {
        return ask("/self-service/recovery/browser", "application/json").text("/id");
    }

    /** The recovery flow as its page reads it. */
    public Answer look(String flow) {
        return ask("/self-service/recovery/flows?id=" + flow, "application/json");
    }

    /** Submits a field to a recovery flow, as a form or as JSON. */
    public Answer submit(String flow, String field, String value) {
        var token = look(flow).text("/ui/nodes/0/attributes/value");
        var body = kind.body(Map.of("method", "code", field, value, "csrf_token", token));
        return send(request("/self-service/recovery?flow=" + flow, kind.accept)
                .header("Content-Type", kind.contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Whatever a path answers. */
    public Answer ask(String path, String accept) {
        return send(request(path, accept).GET());
    }

    private HttpRequest.Builder request(String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create(endpoints.publicBase() + path))
                .header("Accept", accept)
                .timeout(PATIENCE);
        return cookies.isEmpty() ? request : request.header("Cookie", String.join("; ", cookies.values()));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            for (var cookie : answer.headers().allValues("set-cookie")) {
                cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie.substring(0, cookie.indexOf(';')));
            }
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
