package io.retrace.query.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How events are spread over time. */
class BarsTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    @Test
    void hours_without_events_have_their_place() {
        var bars = Bars.of(Map.of(NOON, 3L, Instant.parse("2026-01-09T12:00:00Z"), 2L));

        assertThat(bars.unit()).isEqualTo("hour");
        assertThat(bars.bars()).hasSize(25);
        assertThat(bars.bars().getFirst().events()).isEqualTo(2);
        assertThat(bars.bars().get(1).events()).isZero();
        assertThat(bars.bars().getLast().label()).isEqualTo("10 Jan 12:00");
        assertThat(bars.bars().getLast().to()).isEqualTo("2026-01-10T12:59:59.999Z");
    }

    @Test
    void many_hours_become_days() {
        var bars = Bars.of(
                Map.of(NOON, 3L, Instant.parse("2026-01-10T13:00:00Z"), 4L, Instant.parse("2025-12-28T00:00:00Z"), 1L));

        assertThat(bars.unit()).isEqualTo("day");
        assertThat(bars.bars()).hasSize(14);
        assertThat(bars.bars().getLast().events()).isEqualTo(7);
    }

    @Test
    void one_hour_stands_among_others() {
        assertThat(Bars.of(Map.of(NOON, 3L)).bars()).hasSize(12);
        assertThat(Bars.of(Map.of()).bars()).isEmpty();
    }
}
