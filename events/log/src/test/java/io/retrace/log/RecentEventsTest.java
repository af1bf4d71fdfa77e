package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Origin ORIGIN = new Origin(
            "anonymous",
            Optional.empty(),
            "none",
            Optional.empty(),
            "0af7651916cd43dd8448eb211c80319c",
            "recovery",
            Optional.empty(),
            "p",
            "test");

    private final RecentEvents recent = new RecentEvents();

    @Test
    void what_one_follower_read_the_others_get_from_here() {
        recent.add(events(5, 9));

        assertThat(recent.after(4, 10)).contains(events(5, 9));
        assertThat(recent.after(7, 10)).contains(events(8, 9));
        assertThat(recent.after(4, 2)).contains(events(5, 6));
    }

    @Test
    void who_is_further_back_or_at_the_end_must_ask_the_log() {
        recent.add(events(5, 9));

        assertThat(recent.after(3, 10)).isEmpty();
        assertThat(recent.after(9, 10)).isEmpty();
    }

    @Test
    void a_gap_is_never_served() {
        recent.add(events(5, 9));
        recent.add(events(12, 13));

        assertThat(recent.after(8, 10)).isEmpty();
        assertThat(recent.after(11, 10)).contains(events(12, 13));
    }

    @Test
    void what_was_appended_here_joins_with_what_was_read_of_others() {
        recent.add(events(8, 9));
        recent.add(events(5, 10));

        assertThat(recent.after(4, 10)).contains(events(5, 10));
    }

    @Test
    void who_rebuilds_a_view_does_not_push_out_the_newest() {
        recent.add(events(5_000, 5_001));
        recent.add(events(1, 1_000));

        assertThat(recent.after(4_999, 10)).contains(events(5_000, 5_001));
    }

    @Test
    void the_oldest_go_first() {
        recent.add(events(1, 2_500));

        assertThat(recent.after(499, 10)).isEmpty();
        assertThat(recent.after(500, 10)).contains(events(501, 510));
    }

    @Test
    void after_a_restore_positions_mean_other_events() {
        recent.ofIncarnation(1);
        recent.add(events(5, 9));

        recent.ofIncarnation(2);

        assertThat(recent.after(4, 10)).isEmpty();
    }

    private static List<EventEnvelope> events(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(position -> new EventEnvelope(
                        new EventId(new UUID(0, position)),
                        position,
                        position,
                        NOON,
                        ORIGIN,
                        List.of(),
                        new RecoveryExpired(new RecoveryId(new UUID(1, 1)), NOON)))
                .toList();
    }
}
