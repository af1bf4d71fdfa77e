package io.retrace.standalone.pages;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the public API in the name of a browser: with its cookies, which are for the API's host and so for ours. */
final class PublicApi {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    PublicApi(String base) {
        this.base = base;
    }

    /**
     * An answer.
     *
     * @param status 502 where there was none that can be read
     */
    record Answer(int status, JsonNode body) {

        private static Answer none() {
            return new Answer(502, WireJson.mapper().createObjectNode());
        }

        boolean isOk() {
            return status == 200;
        }
    }

    /**
     * Asks.
     *
     * @param path with its query
     * @param cookies the browser's header
     */
    Answer get(String path, Optional<String> cookies) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        cookies.ifPresent(header -> request.header("Cookie", header));
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), WireJson.mapper().readTree(answer.body()));
        } catch (IOException | JacksonException _) {
            return Answer.none();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.none();
        }
    }
}
