package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.query.QuerySide;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An operator has every view built anew, while clients read. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class RebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StandaloneFixture retrace;
    private final NativeClient client;

    RebuildTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        this.client = new NativeClient(retrace.endpoints());
    }

    @Test
    void every_view_is_the_same_again_and_nobody_gets_a_letter_and_the_log_says_so() {
        // given
        var email = "rebuild-" + UUID.randomUUID() + "@example.org";
        client.recoverNew(email);
        var flow = client.askForCode(email);
        await().atMost(PATIENCE).until(() -> client.lettersTo(email) == 2);
        awaitEverythingSeen();
        long last = retrace.logged();
        var told = told(flow, last);
        await().atMost(PATIENCE).until(() -> runsSince(last) >= 2); // on record a moment after they have ended
        awaitEverythingSeen();
        long events = retrace.logged();
        var rows = rows(events);
        var generations = generations();
        // when
        var over = new AtomicBoolean();
        var reader = CompletableFuture.runAsync(() -> readUntil(over, flow));
        generations.keySet().forEach(this::rebuild);
        await().atMost(PATIENCE)
                .until(() -> generations().entrySet().stream()
                        .allMatch(view -> view.getValue() == generations.getOrDefault(view.getKey(), 0) + 1));
        over.set(true);
        reader.join();
        // then
        awaitEverythingSeen();
        assertThat(rebuiltSince(events)).isEqualTo(generations.size());
        assertThat(retrace.typesSince(events))
                .filteredOn(type -> !type.equals("operation.AuditRead")) // that somebody read meanwhile
                .hasSize(generations.size());
        assertThat(client.lettersTo(email)).isEqualTo(2);
        assertThat(rows(events)).isEqualTo(rows);
        assertThat(told(flow, last)).isEqualTo(told);
    }

    /** What a responder is told of a stretch of the log: how things were at its end, and what would have been. */
    private List<String> told(String flow, long last) {
        var responder = new Responder(client, retrace.endpoints().adminBase());
        var asked = responder
                .found("to_position=" + last + "&type=recovery.RecoveryEmailRequested&flow=" + flow)
                .getFirst();
        var request = "{\"range\":{\"from\":1,\"to\":" + last + "},\"policy\":%s}";
        return List.of(
                hash(responder, "recoveries/" + flow, last),
                hash(responder, "identities/" + asked.path("identity").asString(), last),
                hash(responder, "addresses/" + asked.at("/data/address_id").asString(), last),
                responder
                        .get("identities/" + asked.path("identity").asString() + "/timeline?as_of=" + last)
                        .path("entries")
                        .toString(),
                responder.report(request.formatted("\"recorded\"")).toString(),
                responder.report(request.formatted("{\"submissions_max\":1}")).toString());
    }

    private static String hash(Responder responder, String of, long asOf) {
        return responder.state(of, asOf).path("state_hash").asString();
    }

    private void rebuild(String view) {
        var accepted =
                client.send("POST", retrace.endpoints().adminBase(), "/admin/projections/" + view + "/rebuild", "");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("/name")).isEqualTo(view);
    }

    private void readUntil(AtomicBoolean over, String flow) {
        while (!over.get()) {
            assertThat(client.getPublic("/self-service/recovery/flows?id=" + flow)
                            .text("/state"))
                    .isEqualTo("sent_email");
            assertThat(client.getAdmin("/admin/audit/recoveries/" + flow).status())
                    .isEqualTo(200);
            assertThat(client.getAdmin("/admin/identities").json()).isNotEmpty();
        }
    }

    /** What became of a letter is appended a moment after it was caught. */
    private void awaitEverythingSeen() {
        await().during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> views().valueStream()
                        .allMatch(view -> view.path("lag").asLong(-1) == 0
                                && view.path("state").asString().equals("following")));
    }

    private JsonNode views() {
        return client.getAdmin("/admin/projections").json();
    }

    private Map<String, Integer> generations() {
        return views().valueStream()
                .collect(Collectors.toMap(
                        view -> view.path("name").asString(),
                        view -> view.path("generation").asInt()));
    }

    private long runsSince(long position) {
        return retrace.typesSince(position).stream()
                .filter("operation.ReplayRun"::equals)
                .count();
    }

    private long rebuiltSince(long position) {
        return jdbc().sql("select count(*) from log.event where type = 'operation.ProjectionRebuilt' and position > ?")
                .param(position)
                .query(Long.class)
                .single();
    }

    /** All rows of every view; of the one that has a row for each event, those up to a position. */
    private Map<String, String> rows(long position) {
        return generations().keySet().stream().collect(Collectors.toMap(view -> view, view -> rows(view, position)));
    }

    private String rows(String view, long position) {
        var upTo = view.equals("audit") ? " where position <= " + position : "";
        return String.join(
                "\n",
                jdbc().sql("select v::text from view." + view + " v" + upTo + " order by 1")
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    private JdbcClient jdbc() {
        return retrace.context().getBean(QuerySide.class).database().pool().jdbc();
    }
}
