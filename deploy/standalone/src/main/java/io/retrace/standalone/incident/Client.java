package io.retrace.standalone.incident;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the real ports, in the name of a visitor: this machine is a proxy that they trust. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Integer> TO_BE_EXPECTED = Set.of(200, 201, 204, 400, 404, 410, 422);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ports ports;

    Client(Ports ports) {
        this.ports = ports;
    }

    /** What a recovered account is handed over with. */
    record Session(String token, String settings) {}

    /** Brings in an account; gives its id. */
    String createIdentity(String email) throws IOException, InterruptedException {
        var body = WireJson.mapper().createObjectNode().put("schema_id", "default");
        body.putObject("traits").put("email", email);
        return send(post(ports.adminApi() + "/admin/identities", body))
                .path("id")
                .asString("");
    }

    /** Opens a recovery; gives its id. */
    String openRecovery(Visitor visitor) throws IOException, InterruptedException {
        var opened = as(visitor, request(ports.publicApi() + "/self-service/recovery/api"));
        return send(opened.GET()).path("id").asString("");
    }

    void submitEmail(Visitor visitor, String flow, String email) throws IOException, InterruptedException {
        submit(visitor, flow, "email", email);
    }

    /** The session, if the code was right. */
    Optional<Session> submitCode(Visitor visitor, String flow, String code) throws IOException, InterruptedException {
        var answer = submit(visitor, flow, "code", code);
        return answer.path("state").asString("").equals("passed_challenge")
                ? Optional.of(new Session(
                        answer.at("/continue_with/0/ory_session_token").asString(""),
                        answer.at("/continue_with/1/flow/id").asString("")))
                : Optional.empty();
    }

    void setPassword(Visitor visitor, Session session, String password) throws IOException, InterruptedException {
        var url = ports.publicApi() + "/self-service/settings?flow=" + session.settings();
        var body =
                WireJson.mapper().createObjectNode().put("method", "password").put("password", password);
        send(as(visitor, post(url, body)).header("X-Session-Token", session.token()));
    }

    void signOutEverybodyElse(Visitor visitor, Session session) throws IOException, InterruptedException {
        var request = as(visitor, request(ports.publicApi() + "/sessions"));
        send(request.DELETE().header("X-Session-Token", session.token()));
    }

    /** The code of the newest letter to an address. */
    String mailedCode(String email) throws IOException, InterruptedException {
        var to = URLEncoder.encode(email, StandardCharsets.UTF_8);
        var code = send(request(ports.mailCatcher() + "/latest?to=" + to).GET())
                .path("code")
                .asString("");
        if (code.isEmpty()) {
            throw new IllegalStateException("a letter has no code");
        }
        return code;
    }

    private JsonNode submit(Visitor visitor, String flow, String field, String value)
            throws IOException, InterruptedException {
        var body = WireJson.mapper().createObjectNode().put("method", "code").put(field, value);
        return send(as(visitor, post(ports.publicApi() + "/self-service/recovery?flow=" + flow, body)));
    }

    private static HttpRequest.Builder as(Visitor visitor, HttpRequest.Builder request) {
        return request.header("X-Forwarded-For", visitor.client()).header("User-Agent", visitor.agent());
    }

    private static HttpRequest.Builder post(String url, ObjectNode body) {
        return request(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json")
                .timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (!TO_BE_EXPECTED.contains(answer.statusCode())) {
            throw new IllegalStateException("status " + answer.statusCode() + " of "
                    + answer.request().uri().getPath());
        }
        return WireJson.mapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
