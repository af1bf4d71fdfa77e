package io.retrace.query.console.lab;

import io.retrace.query.replay.Report.Change;
import io.retrace.query.replay.Report.Counts;
import io.retrace.query.replay.Report.Group;
import io.retrace.query.replay.Report.Hour;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reports as tests need them. */
final class Reports {

    static final Instant MIDNIGHT = Instant.parse("2026-01-10T00:00:00Z");
    static final Group NOTHING = group(counts(0, 0, 0), counts(0, 0, 0), 0, 0);

    private Reports() {}

    static Counts counts(long opened, long judged, long completed) {
        return new Counts(opened, judged, opened, 0, completed);
    }

    static Group group(Counts recorded, Counts told, long cut, long stopped) {
        return new Group(recorded, told, cut, stopped, Optional.empty());
    }

    static Otherwise report(Group suspects, Group others, Stopped... stopped) {
        return new Otherwise(
                5_966, 787, 1, suspects, others, List.<Change>of(), List.of(stopped), List.of(), List.of());
    }

    static Otherwise over(List<Hour> hours) {
        return new Otherwise(9, 3, 0, NOTHING, NOTHING, List.of(), List.of(), List.of(), hours);
    }

    static Stopped honest(int identity) {
        return new Stopped(
                "recovery-" + new UUID(1, identity),
                new UUID(2, identity).toString(),
                identity,
                MIDNIGHT,
                false,
                Optional.empty());
    }

    static Hour hour(int hoursAfterMidnight, Group suspects, Map<String, Long> changed) {
        return new Hour(MIDNIGHT.plusSeconds(3_600L * hoursAfterMidnight), suspects, NOTHING, changed);
    }
}
