package io.retrace.query.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.wire.http.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Histories that released versions have written, as {@code GET /admin/audit/export} gives them. No later version may decide
 * any of it otherwise: a file is added with each release, and never edited.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final EventCodec CODEC = new EventCodec();

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void what_another_version_has_decided_is_decided_alike(Path history) throws IOException {
        var result = ReplayCheck.of(events(history));

        assertThat(result.differences()).isEmpty();
        assertThat(result.unknownPolicies()).isEmpty();
        assertThat(result.decisions()).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void what_was_decided_under_a_policy_that_nobody_put_on_record_is_counted_and_named(Path history)
            throws IOException {
        var events = events(history);
        var hash = policy(events).hash();

        var result = ReplayCheck.of(events.stream()
                .filter(envelope -> !(envelope.event() instanceof PolicyChanged))
                .toList());

        assertThat(result.decisions()).isZero();
        assertThat(result.unreachable()).isGreaterThan(100);
        assertThat(result.unknownPolicies()).containsExactly(hash);
        assertThatThrownBy(result::words).hasMessageContaining(hash);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void whoever_edits_the_log_is_told_by_the_event_and_the_field(Path history) throws IOException {
        var events = events(history);
        var opened = opened(events);
        var edited = events.stream()
                .map(envelope -> envelope.equals(opened) ? editedToHoldLonger(envelope) : envelope)
                .toList();

        var result = ReplayCheck.of(edited);

        assertThat(result.differences())
                .first(STRING)
                .isEqualTo(
                        "position %d: recorded [recovery.RecoveryInitiated], "
                                + "again [recovery.RecoveryInitiated with another expires_at]",
                        opened.position());
    }

    private static EventEnvelope opened(List<EventEnvelope> events) {
        return events.stream()
                .filter(envelope -> envelope.event() instanceof RecoveryInitiated initiated
                        && initiated.replaces().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static EventEnvelope editedToHoldLonger(EventEnvelope envelope) {
        var whole = (ObjectNode) WireJson.mapper().readTree(CODEC.whole(envelope));
        ((ObjectNode) whole.path("data")).put("expires_at", "2099-01-01T00:00:00Z");
        return CODEC.read(WireJson.mapper().writeValueAsBytes(whole));
    }

    private static PolicyChanged policy(List<EventEnvelope> events) {
        return events.stream()
                .filter(envelope -> envelope.event() instanceof PolicyChanged)
                .map(envelope -> (PolicyChanged) envelope.event())
                .findFirst()
                .orElseThrow();
    }

    static List<EventEnvelope> events(Path history) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(history)), StandardCharsets.UTF_8))) {
            return lines.lines().map(CorpusTest::event).toList();
        }
    }

    private static EventEnvelope event(String line) {
        var data = WireJson.mapper().readTree(line).path("data");
        return CODEC.read(WireJson.mapper().writeValueAsBytes(data));
    }
}
