package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Origin ORIGIN = new Origin(
            "anonymous",
            Optional.empty(),
            "none",
            Optional.empty(),
            "0".repeat(32),
            "x",
            Optional.empty(),
            "p",
            "test");

    private TestLog test;
    private EventLog log;

    @BeforeEach
    void open() {
        test = TestLog.create();
        log = test.open(Clock.systemUTC());
    }

    @AfterEach
    void close() {
        log.close();
        test.close();
    }

    @Test
    void an_appended_event_is_read_back_as_it_was() {
        var flow = new RecoveryId(UUID.randomUUID());
        var event = initiated(flow);

        var outcome = log.append(append(0, event));

        assertThat(outcome).isEqualTo(new Appended.Committed(1));
        assertThat(log.readStream(flow.stream(), 0))
                .extracting(EventEnvelope::event)
                .containsExactly(event);
    }

    @Test
    void a_second_event_at_the_same_place_is_a_conflict() {
        var flow = new RecoveryId(UUID.randomUUID());
        log.append(append(0, initiated(flow)));

        var outcome = log.append(append(0, initiated(flow)));

        assertThat(outcome).isEqualTo(new Appended.Conflict(flow.stream(), 0));
    }

    @Test
    void the_same_append_again_is_a_success_with_the_old_position() {
        var append = append(0, initiated(new RecoveryId(UUID.randomUUID())));
        var first = log.append(append);

        var second = log.append(append);

        assertThat(second).isEqualTo(first);
    }

    private static Append append(long sequence, RecoveryInitiated event) {
        return new Append(
                List.of(new Append.NewEvent(new EventId(UUID.randomUUID()), sequence, ORIGIN, event)), List.of());
    }

    private static RecoveryInitiated initiated(RecoveryId flow) {
        return new RecoveryInitiated(
                flow,
                FlowType.API,
                "code",
                new Sealed("day-2026-11-22", "c2VhbGVk"),
                NOON.plusSeconds(3600),
                Optional.empty(),
                List.of(),
                NOON);
    }
}
