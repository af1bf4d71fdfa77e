package io.retrace.query.console.lab;

import static io.retrace.query.console.lab.Reports.NOTHING;
import static io.retrace.query.console.lab.Reports.counts;
import static io.retrace.query.console.lab.Reports.group;
import static io.retrace.query.console.lab.Reports.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.console.lab.Chart.Series;
import io.retrace.query.replay.Report.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report looks like over time. */
class ChartsTest {

    private static final Group BUSY = group(counts(48, 240, 0), counts(48, 60, 0), 47, 0);

    @Test
    void the_attack_is_shown_from_its_first_hour_to_its_last_with_what_lies_between() {
        var report = Reports.over(List.of(
                hour(0, NOTHING, Map.of()),
                hour(1, BUSY, Map.of()),
                hour(3, BUSY, Map.of("recovery.CodeRejected:throttled", 1L)),
                hour(9, NOTHING, Map.of())));

        var guesses = Charts.of(report).getFirst();

        assertThat(guesses.labels()).containsExactly("Sat 10 Jan 01:00", "Sat 10 Jan 02:00", "Sat 10 Jan 03:00");
        assertThat(guesses.series())
                .containsExactly(
                        new Series("as it was", "quiet", List.of(240L, 0L, 240L)),
                        new Series("under this policy", "accent", List.of(60L, 0L, 60L)));
    }

    @Test
    void decisions_are_shown_by_what_they_come_out_as_most_frequent_first_and_rare_ones_together() {
        var report = Reports.over(List.of(hour(
                0,
                NOTHING,
                Map.of(
                        "recovery.RecoveryReplaced:too_often", 9L,
                        "recovery.RecoveryThrottled:codes_per_identity", 8L,
                        "recovery.RecoveryLocked", 7L,
                        "recovery.RecoveryExpired", 6L,
                        "recovery.CodeRejected:no_match", 5L,
                        "nothing", 4L))));

        var changes = Charts.of(report).getLast();

        assertThat(changes.stacked()).isTrue();
        assertThat(changes.series().stream().map(Series::label))
                .containsExactly(
                        "sent away: no tries left",
                        "too many codes for one account",
                        "locked: that was the last try",
                        "flow out of time",
                        "something else");
        assertThat(changes.series().getLast().values()).containsExactly(9L);
    }

    @Test
    void a_long_time_has_few_bars_and_nothing_is_left_out() {
        var report = Reports.over(List.of(hour(0, BUSY, Map.of()), hour(24 * 90, BUSY, Map.of())));

        var guesses = Charts.of(report).getFirst();

        assertThat(guesses.labels()).hasSizeLessThanOrEqualTo(60).first().isEqualTo("Thu 8 Jan");
        assertThat(guesses.series().getFirst().total()).isEqualTo(480);
    }

    @Test
    void of_nothing_there_is_no_chart() {
        assertThat(Charts.of(Reports.over(List.of()))).isEmpty();
        assertThat(Charts.of(Reports.over(List.of(hour(0, NOTHING, Map.of()))))).isEmpty();
    }
}
