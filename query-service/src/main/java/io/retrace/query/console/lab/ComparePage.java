package io.retrace.query.console.lab;

import io.retrace.query.console.Frame;
import io.retrace.query.replay.Comparison;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Two runs beside each other.
 *
 * @param networks that requests came from, by position
 */
record ComparePage(Frame frame, Comparison comparison, Map<Long, String> networks) {

    ComparePage {
        networks = Map.copyOf(networks);
    }

    /** A count of both. */
    record Line(String label, String a, String b, String difference, String look) {}

    /** Recoveries that are stopped by one, by the other, or by both. */
    record Part(String title, String nobody, List<WhatIfView.Row> rows) {}

    /** One of the two. */
    record Side(String letter, RunView run) {}

    public List<Side> sides() {
        return List.of(
                new Side("A", new RunView(comparison.a(), frame.links())),
                new Side("B", new RunView(comparison.b(), frame.links())));
    }

    public List<Line> lines() {
        var lines = Stream.of(
                line("honest recoveries stopped", -1, report -> report.others().stopped()),
                line("decisions changed", 0, Otherwise::changed),
                line("requests unreachable", 0, Otherwise::unreachable));
        return namesAttack() ? Stream.concat(ofAttack(), lines).toList() : lines.toList();
    }

    private boolean namesAttack() {
        return Finding.namesAttack(comparison.ofA()) || Finding.namesAttack(comparison.ofB());
    }

    private Stream<Line> ofAttack() {
        return Stream.of(
                line("takeovers stopped", 1, report -> report.suspects().stopped()),
                line(
                        "guesses allowed to the attack",
                        -1,
                        report -> report.suspects().told().judged()),
                line("flows of the attack cut", 0, report -> report.suspects().cut()));
    }

    /**
     * A line.
     *
     * @param wanted 1 where more is better, -1 where less is, 0 where neither is
     */
    private Line line(String label, int wanted, ToLongFunction<Otherwise> count) {
        long a = count.applyAsLong(comparison.ofA());
        long b = count.applyAsLong(comparison.ofB());
        int better = Long.signum(b - a) * wanted;
        var look = better == 0 ? Figure.PLAIN : better > 0 ? Figure.GOOD : Figure.BAD;
        var difference = a == b ? "the same" : (b > a ? "+" : "−") + Numbers.of(Math.abs(b - a));
        return new Line(label, Numbers.of(a), Numbers.of(b), difference, look);
    }

    public List<Part> parts() {
        return List.of(
                part("Stopped by A only", "B stops whomever A stops.", comparison.onlyA()),
                part("Stopped by B only", "A stops whomever B stops.", comparison.onlyB()),
                part("Stopped by both", "Nobody is stopped by both.", comparison.both()));
    }

    private Part part(String title, String nobody, List<Stopped> stopped) {
        return new Part(
                title,
                nobody,
                stopped.stream()
                        .map(one -> new WhatIfView.Row(
                                one, frame.links(), Optional.ofNullable(networks.get(one.position()))))
                        .toList());
    }

    /** The event that the lists go up to; empty when they are whole. */
    public Optional<String> upTo() {
        return comparison.upTo().stream().mapToObj(Numbers::of).findFirst();
    }

    /** Why counts do not say which is better; empty when they do. */
    public String caution() {
        return comparison.unlike().isEmpty()
                ? ""
                : "They do not ask about the same " + String.join(" and ", comparison.unlike())
                        + ", so the numbers do not say which policy is better.";
    }
}
