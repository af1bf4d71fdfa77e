package io.retrace.query.replay;

import io.retrace.model.event.RecoveryEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Counts of recoveries by the hour of the request. */
final class Hours {

    private static final int MAX = 24 * 400;

    private final TreeMap<Instant, Hour> hours = new TreeMap<>();

    /** The hour that a request of a recovery counts in; empty for other requests, and when there are hours enough. */
    Optional<Hour> of(RecordedAppend append) {
        if (!(append.opening().event() instanceof RecoveryEvent)) {
            return Optional.empty();
        }
        var hour = append.at().truncatedTo(ChronoUnit.HOURS);
        return hours.containsKey(hour) || hours.size() < MAX
                ? Optional.of(hours.computeIfAbsent(hour, _ -> new Hour()))
                : Optional.empty();
    }

    /** All of them, in their order. */
    List<Report.Hour> all() {
        return hours.entrySet().stream()
                .map(hour -> hour.getValue().report(hour.getKey()))
                .toList();
    }
}
