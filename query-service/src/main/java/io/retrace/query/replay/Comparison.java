package io.retrace.query.replay;

import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two policies that the same history was told under.
 *
 * @param unlike what else is not the same: {@code range}, {@code suspects}; where it is not empty, counts do not say which
 *     policy is better
 * @param onlyA recoveries that the first one stops and the second does not
 * @param upTo the last position that both reports tell of, where one names not all whom its policy stops but the first
 *     thousand; recoveries behind it are in none of the lists
 */
public record Comparison(
        Run a,
        Otherwise ofA,
        Run b,
        Otherwise ofB,
        List<String> unlike,
        List<Stopped> onlyA,
        List<Stopped> onlyB,
        List<Stopped> both,
        OptionalLong upTo) {

    /** Which runs can be compared. */
    public static final String NEEDS = "only completed runs under another policy than the recorded can be compared";

    public Comparison {
        unlike = List.copyOf(unlike);
        onlyA = List.copyOf(onlyA);
        onlyB = List.copyOf(onlyB);
        both = List.copyOf(both);
    }

    /** Compares them; empty when one is not completed, or was told as it was recorded. */
    public static Optional<Comparison> of(Run a, Run b) {
        return report(a).flatMap(ofA -> report(b).map(ofB -> of(a, ofA, b, ofB)));
    }

    private static Optional<Otherwise> report(Run run) {
        return run.report().filter(Otherwise.class::isInstance).map(Otherwise.class::cast);
    }

    private static Comparison of(Run a, Otherwise ofA, Run b, Otherwise ofB) {
        var upTo = Stream.of(ofA, ofB)
                .filter(report -> !isComplete(report))
                .mapToLong(Comparison::lastNamed)
                .min();
        var stoppedByA = byPosition(ofA, upTo);
        var stoppedByB = byPosition(ofB, upTo);
        return new Comparison(
                a,
                ofA,
                b,
                ofB,
                unlike(a, b),
                without(stoppedByA, stoppedByB.keySet()),
                without(stoppedByB, stoppedByA.keySet()),
                stoppedByA.values().stream()
                        .filter(one -> stoppedByB.containsKey(one.position()))
                        .toList(),
                upTo);
    }

    /** Whether who is stopped stands in both reports completely. */
    public boolean complete() {
        return upTo.isEmpty();
    }

    private static List<String> unlike(Run a, Run b) {
        var suspects = RunRequest.of(a.request()).namesSameAttack(RunRequest.of(b.request()))
                ? Stream.<String>empty()
                : Stream.of("suspects");
        var range = a.from() == b.from() && a.to() == b.to() ? Stream.<String>empty() : Stream.of("range");
        return Stream.concat(range, suspects).toList();
    }

    private static long lastNamed(Otherwise report) {
        return report.stopped().stream().mapToLong(Stopped::position).max().orElse(0);
    }

    private static Map<Long, Stopped> byPosition(Otherwise report, OptionalLong upTo) {
        return report.stopped().stream()
                .filter(one -> one.position() <= upTo.orElse(Long.MAX_VALUE))
                .collect(Collectors.toMap(Stopped::position, Function.identity(), (first, _) -> first, TreeMap::new));
    }

    private static List<Stopped> without(Map<Long, Stopped> stopped, Set<Long> others) {
        return stopped.values().stream()
                .filter(one -> !others.contains(one.position()))
                .toList();
    }

    private static boolean isComplete(Otherwise report) {
        return report.stopped().size()
                == report.suspects().stopped() + report.others().stopped();
    }
}
