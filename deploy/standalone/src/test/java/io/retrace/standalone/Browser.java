package io.retrace.standalone;

import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** A browser for a person and for the single-page app in it: keeps cookies, and follows nothing by itself. */
@NullMarked
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SETTINGS = "/self-service/settings";

    private final BrowserClient client;
    private final Endpoints endpoints;

    Browser(Endpoints endpoints) {
        this.client = new BrowserClient(endpoints);
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
        var json = "{\"csrf_token\":\"" + tokenOf(settings(flow)) + "\"," + fields + "}";
        return client.post(SETTINGS + "?flow=" + flow, json);
    }

    /** What a script gets from there. */
    Answer fetch(String path) {
        return client.fetch(path);
    }

    /** What a person gets from there. */
    Answer open(String path) {
        return client.visit(path);
    }

    /** Submits a form. */
    Answer submit(String path, Map<String, String> fields) {
        return client.submit(path, fields);
    }

    /** A script sends JSON. */
    Answer post(String path, String json) {
        return client.post(path, json);
    }

    /** The value of a cookie; empty without it. */
    String cookie(String name) {
        return client.cookie(name);
    }

    /** Loses a cookie. */
    void forget(String name) {
        client.forget(name);
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
        return BrowserClient.tokenOf(flow);
    }

    private Map<String, String> withToken(String flow, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.putIfAbsent("csrf_token", tokenOf(settings(flow)));
        return all;
    }
}
