package io.retrace.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.ReplayId;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Counts;
import io.retrace.query.replay.Report.Cut;
import io.retrace.query.replay.Report.Group;
import io.retrace.query.replay.Report.Hour;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import io.retrace.query.replay.Run.Status;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Which of two policies stops whom. */
class ComparisonTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    private static final Stopped ATTACK = stopped(10, true);
    private static final Stopped HONEST = stopped(20, false);
    private static final Stopped OTHER_HONEST = stopped(30, false);

    @Test
    void whom_only_one_policy_stops_is_told_apart_from_whom_both_stop() {
        var comparison = compare(run("{}", report(ATTACK, HONEST)), run("{}", report(ATTACK, OTHER_HONEST)));

        assertThat(comparison.onlyA()).containsExactly(HONEST);
        assertThat(comparison.onlyB()).containsExactly(OTHER_HONEST);
        assertThat(comparison.both()).containsExactly(ATTACK);
        assertThat(comparison.unlike()).isEmpty();
        assertThat(comparison.complete()).isTrue();
    }

    @Test
    void other_suspects_and_another_range_are_said() {
        var a = run("{\"suspects\":{\"clients\":[\"203.0.113.0/24\"]}}", report());
        var b = new Run(
                a.id(),
                "loopback",
                WireJson.mapper().createObjectNode(),
                NOON,
                1,
                99,
                Status.COMPLETED,
                99,
                Optional.of(NOON),
                a.report());

        assertThat(compare(a, b).unlike()).containsExactly("range", "suspects");
    }

    @Test
    void suspects_are_alike_in_whatever_order_and_way_they_are_named() {
        var a = run(
                "{\"suspects\":{\"clients\":[\"203.0.113.0/24\",\"198.51.100.7\"],\"identities\":[],\"flows\":[]}}",
                report());
        var b = run("{\"suspects\":{\"clients\":[\"198.51.100.7/32\",\"203.0.113.0/24\"]}}", report());

        assertThat(compare(a, b).unlike()).isEmpty();
        assertThat(compare(run("{}", report()), run("{\"suspects\":{}}", report()))
                        .unlike())
                .isEmpty();
    }

    @Test
    void a_report_that_does_not_name_all_whom_its_policy_stops_is_no_complete_answer() {
        var more = new Otherwise(9, 3, 0, group(1), group(2_000), List.of(), List.of(ATTACK), List.of(), List.of());

        assertThat(compare(run("{}", more), run("{}", report())).complete()).isFalse();
    }

    @Test
    void whom_a_report_had_no_room_for_is_not_said_to_be_stopped_by_the_other_only() {
        var full = new Otherwise(
                9, 3, 0, group(1), group(2_000), List.of(), List.of(ATTACK, HONEST), List.of(), List.of());
        var whole = report(HONEST, OTHER_HONEST);

        var comparison = compare(run("{}", full), run("{}", whole));

        assertThat(comparison.upTo()).hasValue(20);
        assertThat(comparison.onlyA()).containsExactly(ATTACK);
        assertThat(comparison.both()).containsExactly(HONEST);
        assertThat(comparison.onlyB()).isEmpty();
        assertThat(compare(run("{}", whole), run("{}", full)).onlyA()).isEmpty();
        assertThat(ComparisonJson.of(comparison).at("/stopped/up_to").asLong()).isEqualTo(20);
    }

    @Test
    void of_two_full_reports_the_part_is_compared_that_both_tell_of() {
        var a = new Otherwise(9, 3, 0, group(0), group(2_000), List.of(), List.of(HONEST), List.of(), List.of());
        var b = new Otherwise(
                9, 3, 0, group(0), group(2_000), List.of(), List.of(HONEST, OTHER_HONEST), List.of(), List.of());

        var comparison = compare(run("{}", a), run("{}", b));

        assertThat(comparison.onlyB()).isEmpty();
        assertThat(comparison.complete()).isFalse();
    }

    @Test
    void what_was_told_as_recorded_stops_nobody_and_cannot_be_compared() {
        assertThat(Comparison.of(run("{}", new AsRecorded(9, 0, 0, List.of(), List.of())), run("{}", report())))
                .isEmpty();
    }

    @Test
    void a_report_is_read_as_it_was_kept() {
        var hour = new Hour(NOON, group(1), group(0), Map.of("recovery.CodeRejected:wrong", 3L));
        var report = new Otherwise(9, 3, 1, group(1), group(0), List.of(), List.of(ATTACK), List.of(), List.of(hour));

        var kept = ReportJson.of(report);

        assertThat(kept.at("/stopped/0/cut/at").asString()).isEqualTo("2026-01-10T12:00:00Z");
        assertThat(kept.at("/hours/0/suspects/recorded/judged").asLong()).isZero();
        assertThat(kept.path("suspects").has("first_cut")).isFalse();
        assertThat(ReportJson.read(kept)).isEqualTo(report);
    }

    @Test
    void what_reports_of_older_versions_do_not_have_is_read_as_empty() {
        var hour = new Hour(NOON, group(1), group(0), Map.of());
        var whatIf = new Otherwise(9, 3, 1, group(1), group(0), List.of(), List.of(), List.of(), List.of(hour));
        var replay = new AsRecorded(9, 0, 0, List.of(), List.of());
        var older = (ObjectNode) ReportJson.of(whatIf);
        ((ObjectNode) older.at("/hours/0")).remove("changed");

        assertThat(ReportJson.read(older)).isEqualTo(whatIf);
        assertThat(ReportJson.read(((ObjectNode) ReportJson.of(replay)).without("unknown_policies")))
                .isEqualTo(replay);
    }

    private static Comparison compare(Run a, Run b) {
        return Comparison.of(a, b).orElseThrow();
    }

    private static Run run(String request, Report report) {
        return new Run(
                new ReplayId(new UUID(0, 1)),
                "loopback",
                WireJson.mapper().readTree(request),
                NOON,
                1,
                100,
                Status.COMPLETED,
                100,
                Optional.of(NOON),
                Optional.of(report));
    }

    private static Otherwise report(Stopped... stopped) {
        long suspects = List.of(stopped).stream().filter(Stopped::suspect).count();
        return new Otherwise(
                9,
                3,
                0,
                group(suspects),
                group(stopped.length - suspects),
                List.of(),
                List.of(stopped),
                List.of(),
                List.of());
    }

    private static Group group(long stopped) {
        return new Group(NONE, NONE, stopped, stopped, Optional.empty());
    }

    private static Stopped stopped(long position, boolean suspect) {
        var cut = new Cut("recovery.CodeAccepted", "recovery.CodeRejected:too_many", position, NOON);
        var flow = "recovery-" + new UUID(0, position);
        return new Stopped(flow, new UUID(1, position).toString(), position, NOON, suspect, Optional.of(cut));
    }
}
