package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.wire.http.WireJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A small week with the attack in it, served as {@code make run} serves it afterwards. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededIncidentTest {

    private static final Path TUTORIAL = Path.of("../../docs/tutorial-incident.md");
    private static final Duration SOON = Duration.ofSeconds(60);

    private StandaloneFixture retrace;
    private NativeClient client;
    private Path file;
    private JsonNode truth;

    @BeforeAll
    void write() throws Exception {
        var data = PreparedData.create();
        file = SeededIncident.write(
                Map.of(
                        "retrace.standalone.data_directory", data.toString(),
                        "logging.file.name", data.resolve("incident.log").toString()),
                "--recoveries=40",
                "--week=2026-01-05");
        truth = WireJson.mapper().readTree(Files.readString(file));
        retrace = StandaloneFixture.startOn(data, Map.of());
        client = new NativeClient(retrace.endpoints());
    }

    @AfterAll
    void close() {
        retrace.close();
    }

    @Test
    void its_decisions_come_out_again_as_they_are_on_record() {
        assertThat(retrace.differencesOnReplay()).isEmpty();
    }

    @Test
    void the_log_says_that_it_happened_in_that_week() {
        var recovery = truth.at("/takeover/flow").asString("");

        var times = history(recovery).stream()
                .map(event -> Instant.parse(event.path("recorded_at").asString("")))
                .toList();

        assertThat(times)
                .isSorted()
                .allMatch(time -> time.isAfter(Instant.parse("2026-01-10T04:00:00Z")))
                .allMatch(time -> time.isBefore(Instant.parse("2026-01-10T05:00:00Z")));
    }

    @Test
    void the_takeover_is_a_right_guess_after_wrong_ones_a_new_password_and_the_end_of_other_sessions() {
        var types = history(truth.at("/takeover/flow").asString("")).stream()
                .map(event -> event.path("type").asString(""))
                .toList();

        assertThat(types)
                .containsSubsequence(
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "recovery.CodeRejected",
                        "recovery.CodeRejected",
                        "recovery.CodeRejected",
                        "recovery.CodeAccepted",
                        "recovery.RecoveryCompleted",
                        "settings.SettingsCompleted");
        assertThat(Instant.parse(truth.at("/takeover/others_signed_out_at").asString("")))
                .isAfter(Instant.parse(truth.at("/takeover/password_set_at").asString("")));
    }

    @Test
    void who_needed_four_tries_is_named_and_everybody_honest_is_counted() {
        assertThat(truth.path("hurt")).hasSize(3);
        assertThat(truth.at("/honest/recoveries").asInt()).isEqualTo(40);
        assertThat(truth.at("/honest/completed").asInt()).isBetween(30, 40);
        assertThat(truth.at("/spraying/identities")).hasSize(6);
        assertThat(truth.at("/spraying/flows").size()).isBetween(40, 48);
        assertThat(truth.at("/enumeration/flows")).hasSize(75);
    }

    @Test
    void it_is_not_written_into_a_log_that_somebody_uses() {
        var used = Map.<String, Object>of(
                "retrace.standalone.data_directory", retrace.data().toString());

        assertThatThrownBy(() -> SeededIncident.write(used))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is in use; move it away");
    }

    @Test
    void the_tutorials_commands_are_bash(@TempDir Path directory) throws Exception {
        DocumentedCommands.of(TUTORIAL).read(directory);
    }

    @Test
    void the_tutorial_leads_from_the_victim_to_what_stops_it_and_to_what_that_costs(@TempDir Path directory)
            throws Exception {
        var said = DocumentedCommands.of(TUTORIAL).with(this::here).run(directory);

        var flow = truth.at("/takeover/flow").asString("");
        assertThat(said)
                .contains("the account was taken by recovery " + flow)
                .contains("it was flow " + flow)
                .contains("\"changed\": 0")
                .containsPattern("\"stopped\": true,\\s+\"hurt\": 3")
                .containsPattern("\"stopped\": true,\\s+\"hurt\": 0");
        assertThat(truth.path("hurt")
                        .valueStream()
                        .map(hurt -> hurt.path("flow").asString("")))
                .hasSize(3)
                .allMatch(said::contains);
    }

    /** With this test's port and file. */
    private String here(String script) {
        return script.replace(
                        "http://127.0.0.1:4434", retrace.endpoints().adminBase().toString())
                .replace(".retrace/" + SeededIncident.TRUTH, file.toString());
    }

    /** Once it tells of the new password: views follow the log. */
    private List<JsonNode> history(String recovery) {
        return await().atMost(SOON)
                .until(
                        () -> client.getAdmin("/admin/audit/recoveries/" + recovery)
                                .json()
                                .path("events")
                                .valueStream()
                                .toList(),
                        events -> events.stream()
                                .anyMatch(
                                        event -> event.path("type").asString("").equals("settings.SettingsCompleted")));
    }
}
