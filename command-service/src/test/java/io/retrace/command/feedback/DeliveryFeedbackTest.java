package io.retrace.command.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.log.EventLog;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.LetterEvent.Failure;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.Origin;
import io.retrace.topic.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryFeedbackTest {

    private static final String TOPIC = "retrace.deliveries";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final TestLog TEST = TestLog.create();
    private static final EventLog LOG = TEST.open(Clock.systemUTC());

    private static DeliveryFeedback feedback;

    private final LetterId letter = new LetterId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        TestBroker.makeTopics();
        feedback = feedback(LOG, 1);
    }

    @AfterAll
    static void stop() {
        feedback.close();
        LOG.close();
        TEST.close();
    }

    @Test
    void a_delivered_letter_is_an_event_of_its_own_stream() {
        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":2");

        var appended = awaitEventOf(letter);
        assertThat(appended.event())
                .isEqualTo(new LetterDelivered(letter, "email", 2, Instant.parse("2026-11-22T12:00:00.123456Z")));
        assertThat(appended.sequence()).isZero();
        assertThat(appended.origin())
                .isEqualTo(new Origin(
                        "courier",
                        Optional.empty(),
                        "none",
                        Optional.empty(),
                        "0af7651916cd43dd8448eb211c80319c",
                        "recovery-1b4e28ba-2fa1-41d2-883f-0016d3cca427",
                        Optional.of(new EventId(letter.value())),
                        "policy",
                        "retrace-test"));
    }

    @Test
    void a_letter_that_was_given_up_is_an_event_too() {
        report(letter, "\"outcome\":\"failed\",\"reason\":\"outdated\",\"channel\":\"email\",\"attempts\":1");

        assertThat(awaitEventOf(letter).event())
                .isEqualTo(new LetterFailed(letter, Failure.OUTDATED, 1, Instant.parse("2026-11-22T12:00:00.123456Z")));
    }

    @Test
    void a_report_that_comes_again_changes_nothing() {
        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");
        var first = awaitEventOf(letter);
        var next = new LetterId(UUID.randomUUID());

        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");
        report(next, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");

        awaitEventOf(next);
        assertThat(LOG.readStream(letter.stream(), 0)).isEqualTo(List.of(first));
    }

    @Test
    void a_record_that_is_no_report_is_put_aside_and_the_next_one_is_heard() {
        TestBroker.send(TOPIC, letter.stream(), "{\"letter_id\":\"" + letter + "\",\"outcome\":\"lost\"}");
        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");

        awaitEventOf(letter);
        var aside = TestBroker.records("retrace.deliveries.dead", letter.stream());
        assertThat(aside).hasSize(1);
        assertThat(aside.getFirst().headers().lastHeader("retrace-reason").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("malformed");
    }

    @Test
    void a_restored_log_hears_again_what_it_had_heard() {
        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");
        awaitEventOf(letter);
        try (var test = TestLog.create();
                var restored = test.open(Clock.systemUTC());
                var _ = feedback(restored, 2)) {

            await().atMost(SOON)
                    .until(() -> !restored.readStream(letter.stream(), 0).isEmpty());
        }
    }

    @Test
    void whatever_stands_in_a_record_the_next_one_is_heard() {
        var at = "\"at\":\"2026-11-22T12:00:00Z\"";
        var poison = List.of(
                "",
                "null",
                "[]",
                "{\"letter_id\":{}}",
                "[".repeat(100_000),
                "{\"letter_id\":\"" + letter + "\",\"outcome\":\"delivered\",\"channel\":\"e\\u0000\",\"attempts\":1,"
                        + at + "}",
                complete(
                        "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":99999999999",
                        "2026-11-22T12:00:00Z"),
                complete("\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1", "+400000-01-01T00:00:00Z"));
        poison.forEach(value -> TestBroker.send(TOPIC, letter.stream(), value));
        report(letter, "\"outcome\":\"delivered\",\"channel\":\"email\",\"attempts\":1");

        awaitEventOf(letter);
        assertThat(LOG.readStream(letter.stream(), 0)).hasSize(1);
        assertThat(TestBroker.records("retrace.deliveries.dead", letter.stream()))
                .hasSameSizeAs(poison);
    }

    private String complete(String outcome, String at) {
        return "{\"letter_id\":\"" + letter + "\"," + outcome + ",\"at\":\"" + at + "\","
                + "\"correlation_id\":\"recovery-1b4e28ba-2fa1-41d2-883f-0016d3cca427\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}";
    }

    private static DeliveryFeedback feedback(EventLog log, int incarnation) {
        return new DeliveryFeedback(log, TestBroker.bootstrapServers(), incarnation, "policy", "retrace-test");
    }

    private static void report(LetterId letter, String outcome) {
        TestBroker.send(
                TOPIC,
                letter.stream(),
                "{\"letter_id\":\"" + letter + "\"," + outcome + ",\"at\":\"2026-11-22T12:00:00.123456Z\","
                        + "\"correlation_id\":\"recovery-1b4e28ba-2fa1-41d2-883f-0016d3cca427\","
                        + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}");
    }

    private static EventEnvelope awaitEventOf(LetterId letter) {
        await().atMost(SOON).until(() -> !LOG.readStream(letter.stream(), 0).isEmpty());
        return LOG.readStream(letter.stream(), 0).getFirst();
    }
}
