package io.retrace.query.replay;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run; what it means stands in docs/replay.md. It is kept as {@link ReportJson} writes it. What was recorded
 * and what is told instead is said by the first events that differ, as {@link Gist} has them.
 */
public sealed interface Report {

    /** How many decisions were taken again. */
    long decisions();

    /** How many of them came out otherwise. */
    long changed();

    /**
     * By the recorded policies: every difference is a bug.
     *
     * @param unreachable decisions that were not taken again, because the policy that they name is not on record
     * @param unknownPolicies the first hundred of those
     * @param samples the first hundred differences
     */
    record AsRecorded(
            long decisions,
            long changed,
            long unreachable,
            List<UnknownPolicy> unknownPolicies,
            List<Difference> samples)
            implements Report {
        public AsRecorded {
            unknownPolicies = List.copyOf(requireNonNullElse(unknownPolicies, List.of())); // older reports have none
            samples = List.copyOf(samples);
        }
    }

    /** A policy that is not on record, and how many decisions name it. */
    record UnknownPolicy(String policyHash, long decisions) {}

    /** A decision that comes out otherwise, with all its events. */
    record Difference(long position, String stream, List<String> recorded, List<String> told) {
        public Difference {
            recorded = List.copyOf(recorded);
            told = List.copyOf(told);
        }
    }

    /**
     * By another policy.
     *
     * @param unreachable requests that were not decided
     * @param suspects whom the request names as the attack
     * @param others everybody else
     * @param changes most frequent first
     * @param stopped the first thousand
     * @param samples the first hundred
     * @param hours of recoveries, in their order
     */
    record Otherwise(
            long decisions,
            long changed,
            long unreachable,
            Group suspects,
            Group others,
            List<Change> changes,
            List<Stopped> stopped,
            List<Sample> samples,
            List<Hour> hours)
            implements Report {
        public Otherwise {
            changes = List.copyOf(changes);
            stopped = List.copyOf(stopped);
            samples = List.copyOf(samples);
            hours = List.copyOf(hours);
        }
    }

    /**
     * What happened to some people, and what would have.
     *
     * @param cut flows whose story takes another way
     * @param stopped recoveries that were completed and would not have been
     * @param firstCut when the first story takes another way
     */
    record Group(Counts recorded, Counts told, long cut, long stopped, Optional<Instant> firstCut) {}

    /**
     * How often what matters happened.
     *
     * @param opened flows
     * @param judged codes and links
     * @param letters asked for
     * @param throttled requests that a budget had nothing left for
     * @param completed accounts that were recovered
     */
    record Counts(long opened, long judged, long letters, long throttled, long completed) {}

    /** Decisions that change alike. */
    record Change(String recorded, String told, long count) {}

    /** A decision that changes. */
    record Sample(String recorded, String told, long position, String stream, Instant at) {}

    /** Where a flow's story takes another way. */
    record Cut(String recorded, String told, long position, Instant at) {}

    /**
     * A recovery that was completed and would not have been.
     *
     * @param flow its stream
     * @param cut where its story took another way, or came to an end; empty in some reports of older versions
     */
    record Stopped(String flow, String identity, long position, Instant at, boolean suspect, Optional<Cut> cut) {}

    /**
     * An hour's part of it.
     *
     * @param changed decisions that come out otherwise, by what they come out as
     */
    record Hour(Instant hour, Group suspects, Group others, Map<String, Long> changed) {
        public Hour {
            changed = Map.copyOf(requireNonNullElse(changed, Map.of())); // older reports have none
        }
    }
}
