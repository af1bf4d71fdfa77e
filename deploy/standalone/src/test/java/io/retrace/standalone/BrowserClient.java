package io.retrace.standalone;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** A browser with its cookies, for pages and for scripts; it follows no redirect. */
@NullMarked
final class BrowserClient {

    private static final String HTML = "text/html";
    private static final String JSON = "application/json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, String> cookies = new HashMap<>();
    private final URI base;

    BrowserClient(Endpoints endpoints) {
        this.base = endpoints.publicBase();
    }

    /** Opens an address. */
    Answer visit(String path) {
        return send(request(path, HTML).GET());
    }

    /** A script asks. */
    Answer fetch(String path) {
        return send(request(path, JSON).GET());
    }

    /** Sends a form. */
    Answer submit(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, HTML)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** A script sends fields as JSON. */
    Answer post(String path, Map<String, String> fields) {
        return post(path, WireJson.mapper().writeValueAsString(fields));
    }

    /** A script sends JSON. */
    Answer post(String path, String json) {
        return send(request(path, JSON).header("Content-Type", JSON).POST(BodyPublishers.ofString(json)));
    }

    /** Opens a recovery by script and asks for a code; gives what every further step needs. */
    Recovery askForCode(String start, String email) {
        return ask("code", start, email);
    }

    /** Opens a recovery by script and asks for a link. */
    Recovery askForLink(String start, String email) {
        return ask("link", start, email);
    }

    private Recovery ask(String method, String start, String email) {
        var opened = fetch(start);
        var recovery = new Recovery(opened.text("/id"), method, tokenOf(opened));
        submit(recovery.path(), recovery.fields("email", email));
        return recovery;
    }

    /** Sends what the button of the page sends that a link from a letter opens, wherever the link leads. */
    Answer redeem(URI link) {
        var parts = link.getRawQuery().split("&token=", 2);
        return submit("/self-service/recovery?" + parts[0], Map.of("token", parts[1]));
    }

    /** A recovery under way in this browser. */
    record Recovery(String id, String method, String token) {

        String path() {
            return "/self-service/recovery?flow=" + id;
        }

        Map<String, String> fields(String name, String value) {
            return Map.of("method", method, name, value, "csrf_token", token);
        }
    }

    /** Whether it has a cookie of that name now. */
    boolean has(String cookie) {
        return cookies.containsKey(cookie);
    }

    /** The value of a cookie; empty without it. */
    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Loses a cookie. */
    void forget(String name) {
        cookies.remove(name);
    }

    /** The anti-CSRF token of a flow as its page shows it. */
    static String tokenOf(Answer flow) {
        return flow.text("/ui/nodes/0/attributes/value");
    }

    /** Where an answer sends it. */
    static String location(Answer answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private HttpRequest.Builder request(String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", accept)
                .timeout(PATIENCE);
        return cookies.isEmpty()
                ? request
                : request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0;")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
