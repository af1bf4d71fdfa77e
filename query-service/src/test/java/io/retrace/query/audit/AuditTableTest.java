package io.retrace.query.audit;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static io.retrace.query.feed.ViewLog.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.LogTimes;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.query.feed.ViewLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AuditTableTest {

    private static final ViewLog LOG = new ViewLog();
    private static final AuditProjection PROJECTION = new AuditProjection(LOG.views(), LOG.side());
    private static final AuditTable TABLE =
            new AuditTable(LOG.side().database(), LOG.side().codec());

    private static final LogTimes TIMES = new LogTimes(LOG.side().database());

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void a_story_has_its_own_events_and_those_of_its_letters_in_order() {
        var flow = flow();
        var other = flow();
        var delivered = new LetterDelivered(new LetterId(UUID.randomUUID()), "email", 1, NOON);
        LOG.append(initiated(flow));
        LOG.append(initiated(other));
        LOG.append(delivered, flow.stream());
        LOG.append(refused(other, NOON));
        LOG.append(refused(flow, NOON));
        LOG.applyTo(PROJECTION, 1_000);

        assertThat(TABLE.story(flow.stream()))
                .extracting(EventEnvelope::event)
                .containsExactly(initiated(flow), delivered, refused(flow, NOON));
        assertThat(TABLE.story(other.stream()))
                .extracting(EventEnvelope::event)
                .containsExactly(initiated(other), refused(other, NOON));
    }

    @Test
    void an_event_of_a_stream_that_belongs_to_another_story_is_in_both() {
        var old = flow();
        var next = flow();
        LOG.append(initiated(old));
        LOG.append(initiated(next), old.stream());
        LOG.applyTo(PROJECTION, 1_000);

        assertThat(TABLE.story(old.stream()))
                .extracting(EventEnvelope::event)
                .containsExactly(initiated(old), initiated(next));
        assertThat(TABLE.story(next.stream())).extracting(EventEnvelope::event).containsExactly(initiated(next));
    }

    @Test
    void the_same_batch_once_more_changes_nothing() {
        var flow = flow();
        LOG.append(initiated(flow));
        LOG.applyTo(PROJECTION, 1_000);

        LOG.applyTo(PROJECTION, 1_000);

        assertThat(TABLE.story(flow.stream())).hasSize(1);
    }

    @Test
    void a_story_that_nobody_lived_is_empty() {
        assertThat(TABLE.story(flow().stream())).isEmpty();
    }

    @Test
    void the_position_at_a_time_is_that_of_the_last_event_recorded_until_then() {
        LOG.append(initiated(flow()));
        LOG.append(initiated(flow()));
        var all = LOG.all();
        var last = all.getLast();

        assertThat(TIMES.lastUntil(last.recordedAt())).isEqualTo(last.position());
        assertThat(TIMES.lastUntil(last.recordedAt().minus(1, ChronoUnit.MICROS)))
                .isEqualTo(all.get(all.size() - 2).position());
        assertThat(TIMES.lastUntil(Instant.EPOCH)).isZero();
        assertThat(TIMES.lastUntil(NOON.plus(36_500, ChronoUnit.DAYS))).isEqualTo(last.position());
    }
}
