package io.retrace.standalone.demo;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON over HTTP, as a native client asks: no cookies, no {@code Origin}. */
final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer. */
    record Answer(int status, JsonNode body) {

        /** A text inside the body by JSON pointer; empty when it is not there. */
        String text(String pointer) {
            return body.at(pointer).asString("");
        }
    }

    Answer get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
    }

    Answer post(String url, JsonNode body, Map<String, String> headers) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                headers);
    }

    private Answer send(HttpRequest.Builder request, Map<String, String> headers)
            throws IOException, InterruptedException {
        headers.forEach(request::header);
        var answer = client.send(
                request.header("Accept", "application/json").timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        var text = answer.body().isEmpty() ? "{}" : answer.body();
        return new Answer(answer.statusCode(), WireJson.mapper().readTree(text));
    }
}
