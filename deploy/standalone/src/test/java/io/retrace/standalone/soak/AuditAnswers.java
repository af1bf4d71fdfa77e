package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.LiveTail;
import io.retrace.standalone.NativeClient;
import io.retrace.standalone.NativeClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** All that the audit API tells of somebody to whoever asks for no reveal, each answer in a file. */
final class AuditAnswers {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NETWORK = "2001:db8:ca:4711::/64";
    private static final String FROM_THE_BEGINNING = "from_position=1";

    private final StandaloneProcess retrace;
    private final NativeClient client;
    private final Canary canary;
    private final Path directory;
    private int files;

    AuditAnswers(StandaloneProcess retrace, Canary canary, Path directory) {
        this.retrace = retrace;
        this.client = new NativeClient(retrace.endpoints());
        this.canary = canary;
        this.directory = directory;
    }

    /** Asks for everything; gives how many answers there are. */
    int write() throws IOException {
        Files.createDirectories(directory);
        var address = URLEncoder.encode(canary.address(), UTF_8);
        for (var filter : List.of(
                "identity=" + canary.identity(), "flow=" + canary.flow(), "client=" + NETWORK, "address=" + address)) {
            for (var what : List.of("events?limit=1000&", "facets?", "export?format=csv&", "export?format=ndjson&")) {
                keep(get(what + FROM_THE_BEGINNING + "&" + filter));
            }
        }
        keep(post("/admin/audit/events/search", "{\"address\":\"" + canary.address() + "\"}"));
        for (var of : List.of(
                "recoveries/" + canary.flow(),
                "identities/" + canary.identity(),
                "addresses/" + named("identity.AddressClaimed", "/data/address_id"))) {
            keep(get(of + "/state"));
            keep(get(of + "/timeline"));
        }
        keep(get("sessions/" + named("recovery.RecoveryCompleted", "/session") + "/state"));
        for (var below : List.of("", "/steps", "/document")) {
            keep(get("recoveries/" + canary.flow() + below));
        }
        keep(get("networks/timeline?network=" + NETWORK));
        keep(report("\"recorded\""));
        keep(report("{\"submissions_max\":1}"));
        keepTail();
        return files;
    }

    private void keepTail() {
        try (var tail = LiveTail.behind(0, retrace.endpoints().adminBase(), "?flow=" + canary.flow())) {
            await().atMost(SOON)
                    .until(() -> tail.heard().stream()
                            .anyMatch(entry -> entry.path("type").asString().equals("recovery.RecoveryCompleted")));
            keep(tail.heard().toString());
        }
    }

    private String named(String type, String pointer) {
        return client.getAdmin("/admin/audit/events?" + FROM_THE_BEGINNING + "&type=" + type + "&identity="
                        + canary.identity())
                .json()
                .path("entries")
                .get(0)
                .at(pointer)
                .asString();
    }

    private Answer report(String policy) {
        var run = post("/admin/replays", "{\"policy\":" + policy + ",\"suspects\":{\"clients\":[\"" + NETWORK + "\"]}}")
                .text("/id");
        await().atMost(SOON).until(() -> ended(run).has("ended_at"));
        assertThat(ended(run).path("report").path("decisions").asLong()).isPositive();
        return client.getAdmin("/admin/replays/" + run);
    }

    private JsonNode ended(String run) {
        return client.getAdmin("/admin/replays/" + run).json();
    }

    private Answer get(String below) {
        return client.getAdmin("/admin/audit/" + below);
    }

    private Answer post(String path, String body) {
        return client.send("POST", retrace.endpoints().adminBase(), path, body, "Content-Type", "application/json");
    }

    private void keep(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        keep(answer.body());
    }

    private void keep(String answer) {
        try {
            Files.writeString(directory.resolve(canary.flow() + "-" + files++), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
