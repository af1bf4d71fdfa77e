package io.retrace.query.replay;

import io.retrace.log.EventFeed;
import io.retrace.log.StreamReader;
import io.retrace.model.event.EventEnvelope;
import io.retrace.query.replay.Report.UnknownPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes every decision of a log again, as it was recorded. */
public final class ReplayCheck {

    private static final int BATCH = 1_000;
    private static final int DIFFERENCES_MAX = 100;

    private ReplayCheck() {}

    /**
     * What came of it.
     *
     * @param decisions how many were taken again
     * @param different how many of them came out otherwise; more than 0 is a bug
     * @param differences the first of them, in words
     * @param unreachable how many were not taken again, because the policy that they name is not on record
     * @param unknownPolicies the hashes of those policies
     */
    public record Result(
            long decisions, long different, List<String> differences, long unreachable, Set<String> unknownPolicies) {

        public Result {
            differences = List.copyOf(differences);
            unknownPolicies = Set.copyOf(unknownPolicies);
        }

        /**
         * Says that all is as it was.
         *
         * @throws IllegalStateException when it is not, or cannot be told, saying where
         */
        public String words() {
            if (different > 0) {
                throw new IllegalStateException(different + " of " + decisions + " decisions come out otherwise: "
                        + String.join("; ", differences));
            }
            if (unreachable > 0) {
                throw new IllegalStateException(unreachable + " decisions cannot be taken again, beside " + decisions
                        + " that can: their policies are not on record: " + String.join(", ", unknownPolicies));
            }
            return decisions + " decisions come out as they were recorded";
        }
    }

    /** Goes through the whole log, as it stands now. */
    public static Result of(EventFeed feed, StreamReader streams) {
        var replay = new Replay(Map.of(), stream -> streams.read(stream, 0), DIFFERENCES_MAX);
        long position = 0;
        for (var batch = feed.read(position, BATCH); !batch.isEmpty(); batch = feed.read(position, BATCH)) {
            batch.forEach(replay::add);
            position = batch.getLast().position();
        }
        return result(replay);
    }

    /** Goes through events that were written out before, oldest first; the first of the log among them. */
    static Result of(List<EventEnvelope> events) {
        var streams = events.stream().collect(Collectors.groupingBy(EventEnvelope::stream));
        var replay = new Replay(Map.of(), stream -> streams.getOrDefault(stream, List.of()), DIFFERENCES_MAX);
        events.forEach(replay::add);
        return result(replay);
    }

    private static Result result(Replay replay) {
        replay.end();
        var report = replay.report();
        return new Result(
                report.decisions(),
                report.changed(),
                report.samples().stream().map(ReplayCheck::words).toList(),
                report.unreachable(),
                report.unknownPolicies().stream()
                        .map(UnknownPolicy::policyHash)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static String words(Report.Difference difference) {
        return "position " + difference.position() + ": recorded " + difference.recorded() + ", again "
                + difference.told();
    }
}
