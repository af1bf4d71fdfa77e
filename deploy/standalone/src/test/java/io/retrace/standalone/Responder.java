package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/** Somebody who answers an incident, with the audit API alone. */
@NullMarked
final class Responder {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NativeClient client;
    private final URI admin;

    Responder(NativeClient client, URI admin) {
        this.client = client;
        this.admin = admin;
    }

    JsonNode get(String path) {
        var answer = client.getAdmin("/admin/audit/" + path);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** What a search finds, oldest first. */
    List<JsonNode> found(String asked) {
        return entries(get("events?order=asc&limit=1000&" + asked));
    }

    /** What stands on a timeline. */
    List<JsonNode> timeline(String of) {
        return entries(get(of));
    }

    private static List<JsonNode> entries(JsonNode page) {
        return page.path("entries").valueStream().toList();
    }

    static List<Long> positions(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("position").asLong()).toList();
    }

    JsonNode state(String of, Object asOf) {
        return get(of + "/state?as_of=" + asOf);
    }

    /** Waits until the audit trail knows the log up to a position. */
    void awaitSeen(long position) {
        await().atMost(PATIENCE)
                .until(() -> get("events?limit=1").path("position").asLong() >= position);
    }

    Answer replays(String method, String below, String body) {
        return client.send(method, admin, "/admin/replays" + below, body, "Content-Type", "application/json");
    }

    /** Has a range told again, and gives the run's id. */
    String begin(String request) {
        var begun = replays("POST", "", request);
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return begun.text("/id");
    }

    /** The run, once it is so. */
    JsonNode run(String id, Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE).until(() -> replays("GET", "/" + id, "").json(), wanted);
    }

    /** What came of a run. */
    JsonNode report(String request) {
        var run = run(begin(request), one -> one.has("ended_at"));
        assertThat(run.path("status").asString()).isEqualTo("completed");
        return run.path("report");
    }
}
