package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands out the mails to each address one after the other. */
final class MailCatcher implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final URI base;
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    MailCatcher(URI base) {
        this.base = base;
    }

    /** The mail after the last one that was handed out for that address, waiting for it if need be. */
    Optional<CaughtMail> next(String address, Duration wait) throws InterruptedException {
        URI latest = URI.create("%s/latest?to=%s&after=%d&wait=%d"
                .formatted(
                        base, URLEncoder.encode(address, UTF_8), lastSeq.getOrDefault(address, 0L), wait.toMillis()));
        HttpRequest request =
                HttpRequest.newBuilder(latest).timeout(wait.plus(GRACE)).build();
        try {
            var response = client.send(request, BodyHandlers.ofString(UTF_8));
            return switch (response.statusCode()) {
                case 200 -> Optional.of(remember(address, JSON.readTree(response.body())));
                case 404 -> Optional.empty();
                default -> throw new IllegalStateException(latest + " answered " + response.statusCode());
            };
        } catch (IOException e) {
            throw new IllegalStateException(latest + " did not answer", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private CaughtMail remember(String address, JsonNode mail) {
        lastSeq.put(address, mail.path("seq").asLong(0));
        return CaughtMail.of(mail);
    }
}
