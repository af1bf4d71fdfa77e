package io.retrace.standalone;

import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** A browser for a person and for the single-page app in it: keeps cookies, and follows nothing by itself. */
@NullMarked
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String JSON = "application/json";
    private static final String SETTINGS = "/self-service/settings";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Endpoints endpoints;

    Browser(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Recovers an account with a code from its mail; gives the settings flow that follows. */
    String recover(String email) {
        var flow = fetch("/self-service/recovery/browser");
        var path = "/self-service/recovery?flow=" + flow.text("/id");
        var token = tokenOf(flow);
        var mail = new NativeClient(endpoints);
        int letters = mail.lettersTo(email);
        submit(path, Map.of("method", "code", "email", email, "csrf_token", token));
        await().atMost(PATIENCE).until(() -> mail.lettersTo(email) > letters);
        var code = mail.mailedCode(email);
        return flowIn(submit(path, Map.of("method", "code", "code", code, "csrf_token", token)));
    }

    /** Opens a settings flow. */
    String openSettings() {
        return fetch(SETTINGS + "/browser").text("/id");
    }

    /** A settings flow as its page fetches it. */
    Answer settings(String flow) {
        return fetch(SETTINGS + "/flows?id=" + flow);
    }

    /** Submits the form of a settings flow. */
    Answer submitSettings(String flow, Map<String, String> fields) {
        return submit(SETTINGS + "?flow=" + flow, withToken(flow, fields));
    }

    /** Submits a settings flow as a single-page app. */
    Answer sendSettings(String flow, String fields) {
        var body = "{\"csrf_token\":\"" + tokenOf(settings(flow)) + "\"," + fields + "}";
        return send(request(SETTINGS + "?flow=" + flow, JSON)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body)));
    }

    /** What a script gets from there. */
    Answer fetch(String path) {
        return send(request(path, JSON));
    }

    /** What a person gets from there. */
    Answer open(String path) {
        return send(request(path, "text/html"));
    }

    /** Submits a form. */
    Answer submit(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path, "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** The value of a cookie; empty without it. */
    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Loses a cookie. */
    void forget(String name) {
        cookies.remove(name);
    }

    /** The flow that an answer leads to. */
    static String flowIn(Answer redirect) {
        var location = locationOf(redirect);
        return location.substring(location.indexOf("flow=") + "flow=".length());
    }

    static String locationOf(Answer redirect) {
        return redirect.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("leads nowhere: " + redirect));
    }

    static String tokenOf(Answer flow) {
        return flow.text("/ui/nodes/0/attributes/value");
    }

    private Map<String, String> withToken(String flow, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("csrf_token", tokenOf(settings(flow)));
        return all;
    }

    private HttpRequest.Builder request(String path, String accept) {
        var request = HttpRequest.newBuilder(URI.create(endpoints.publicBase() + path))
                .header("Accept", accept)
                .timeout(PATIENCE);
        var held = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return held.isEmpty() ? request : request.header("Cookie", held);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::take);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(String setCookie) {
        var pair = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0;")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
