package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.contract.Contract.Exchange;
import io.retrace.standalone.transcripts.Request.Body;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends recorded requests as they were sent: nothing but Host, Content-Length, User-Agent and what is written. */
final class Probe implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    // HTTP/1.1 is forced: otherwise the client adds "Connection: Upgrade, HTTP2-Settings"
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Outcome ask(Request request, Bindings bindings, CookieJar jar) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(request, bindings))
                .timeout(ANSWER_MAX)
                .header("User-Agent", "probe");
        if (request.body() instanceof Body.Empty) {
            setMethodWithoutBody(builder, request.method());
        } else {
            builder.method(request.method(), publisher(request, bindings));
        }
        request.headers().forEach((name, value) -> builder.header(name, bindings.fill(value)));
        jar.header(request.cookies()).ifPresent(cookies -> builder.header("Cookie", cookies));
        try {
            return answer(client.send(builder.build(), BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            return new Outcome.NoAnswer(e.toString());
        }
    }

    /** What was asked and answered, for whoever knows what is documented. */
    static Exchange asked(Request request, Outcome.Answer answer, Bindings bindings) {
        return new Exchange(
                request.server() == Request.Server.ADMIN ? Port.ADMIN : Port.PUBLIC,
                request.method(),
                uri(request, bindings).getPath(),
                answer.status(),
                answer.headers(),
                answer.body());
    }

    @Override
    public void close() {
        client.close();
    }

    private static URI uri(Request request, Bindings bindings) {
        String base = switch (request.server()) {
            case PUBLIC -> "<public>";
            case ADMIN -> "<admin>";
        };
        return URI.create(bindings.fill(base + request.path()));
    }

    /** The first three, unlike {@code method(name, noBody())}, send no Content-Length. */
    private static void setMethodWithoutBody(HttpRequest.Builder builder, String method) {
        switch (method) {
            case "GET" -> builder.GET();
            case "HEAD" -> builder.HEAD();
            case "DELETE" -> builder.DELETE();
            default -> builder.method(method, BodyPublishers.noBody());
        }
    }

    private static BodyPublisher publisher(Request request, Bindings bindings) {
        return switch (request.body()) {
            case Body.Empty _ -> BodyPublishers.noBody();
            case Body.Text(String text) -> BodyPublishers.ofString(bindings.fill(text));
            case Body.Repeated(String letter, int times) -> BodyPublishers.ofString(letter.repeat(times));
            case Body.Document(JsonNode json) -> BodyPublishers.ofString(text(request, filled(json, bindings)));
        };
    }

    private static String text(Request request, JsonNode document) {
        String type = request.headers().getOrDefault("content-type", "");
        return type.startsWith("application/x-www-form-urlencoded")
                ? form(document)
                : JSON.writeValueAsString(document);
    }

    private static String form(JsonNode document) {
        return document.properties().stream()
                .map(field ->
                        encoded(field.getKey()) + "=" + encoded(field.getValue().asString()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static JsonNode filled(JsonNode node, Bindings bindings) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), bindings)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.values().forEach(item -> array.add(filled(item, bindings)));
            return array;
        }
        return node.isString() ? JSON.valueToTree(bindings.fill(node.stringValue())) : node;
    }

    private static Outcome answer(HttpResponse<String> response) {
        Map<String, List<String>> headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        return new Outcome.Answer(response.statusCode(), headers, response.body());
    }
}
