package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/** A native client and an operator: no cookies, no {@code Origin}, and raw bytes where no client would send them. */
@NullMarked
public final class NativeClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LETTER_WAIT_MS = 10_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Endpoints endpoints;

    public NativeClient(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** An answer. */
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return WireJson.mapper().readTree(body);
        }

        /** A text of the body by JSON pointer; empty when it is not there. */
        public String text(String pointer) {
            return json().at(pointer).asString("");
        }
    }

    public Answer getAdmin(String path) {
        return send(request(endpoints.adminBase() + path).GET());
    }

    public Answer getPublic(String path) {
        return send(request(endpoints.publicBase() + path).GET());
    }

    /** Opens a recovery and gives its id. */
    public String openRecovery() {
        return getPublic("/self-service/recovery/api").text("/id");
    }

    /** Opens a recovery, asks for a code and gives the recovery's id. */
    public String askForCode(String email) {
        var flow = openRecovery();
        assertThat(submitEmail(flow, email).text("/state")).isEqualTo("sent_email");
        return flow;
    }

    /** Creates an identity with that address, recovers it, and gives the session's token. */
    public String recoverNew(String email) {
        createIdentity(email);
        var flow = askForCode(email);
        var passed = submitCode(flow, mailedCode(email));
        assertThat(passed.text("/state")).isEqualTo("passed_challenge");
        return passed.text("/continue_with/0/ory_session_token");
    }

    public Answer submitEmail(String flow, String email) {
        return submit(flow, Map.of("method", "code", "email", email));
    }

    public Answer submitEmailForLink(String flow, String email) {
        return submit(flow, Map.of("method", "link", "email", email));
    }

    public Answer submitCode(String flow, String code) {
        return submit(flow, Map.of("method", "code", "code", code));
    }

    Answer submit(String flow, Map<String, String> fields) {
        return submit(flow, "application/json", WireJson.mapper().writeValueAsBytes(fields));
    }

    public Answer submit(String flow, String contentType, byte[] body, String... headers) {
        var request = request(endpoints.publicBase() + "/self-service/recovery?flow=" + flow)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Creates an identity with that address and gives its id. */
    public String createIdentity(String email) {
        var traits = WireJson.mapper().createObjectNode().put("email", email);
        var body = WireJson.mapper().createObjectNode().put("schema_id", "default");
        body.set("traits", traits);
        var created = postIdentity(body.toString());
        if (created.status() != 201) {
            throw new IllegalStateException("no identity: " + created);
        }
        return created.text("/id");
    }

    public Answer postIdentity(String body) {
        return send(request(endpoints.adminBase() + "/admin/identities")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The code of the latest letter to an address, once it has come. */
    public String mailedCode(String email) {
        return letterTo(email).text("/code");
    }

    /** The link of the latest letter to an address, once it has come. */
    public URI mailedLink(String email) {
        return URI.create(letterTo(email).text("/link"));
    }

    /** The latest letter to an address, once it has come. */
    public Answer letterTo(String email) {
        var to = URLEncoder.encode(email, StandardCharsets.UTF_8);
        return send(request(endpoints.mailCatcherBase() + "/latest?wait=" + LETTER_WAIT_MS + "&to=" + to)
                .GET());
    }

    /** How often a letter to an address was caught. */
    public int lettersTo(String email) {
        var to = URLEncoder.encode(email, StandardCharsets.UTF_8);
        return send(request(endpoints.mailCatcherBase() + "/messages?to=" + to).GET())
                .json()
                .size();
    }

    /** Any request; an empty body is none. */
    public Answer send(String method, URI base, String path, String body, String... headers) {
        var request = request(base + path)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json")
                .timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends bytes as they are and gives everything that comes back.
     *
     * @param start the request line without the protocol
     * @param headers lines beside Host, Connection and Content-Length
     */
    static String raw(URI base, String start, List<String> headers, byte[] body) {
        var head = new StringBuilder(start).append(" HTTP/1.1\r\nHost: ").append(base.getAuthority());
        head.append("\r\nConnection: close\r\nContent-Length: ").append(body.length);
        headers.forEach(line -> head.append("\r\n").append(line));
        head.append("\r\n\r\n");
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
