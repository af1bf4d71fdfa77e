package io.retrace.query.console.lab;

import io.retrace.query.console.lab.Chart.Series;
import io.retrace.query.replay.Report.Group;
import io.retrace.query.replay.Report.Hour;
import io.retrace.query.replay.Report.Otherwise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What a report says over time. */
final class Charts {

    private static final List<String> COLOURS = List.of("accent", "warn", "bad", "good");
    private static final String OTHER = "something else";

    private Charts() {}

    static List<Chart> of(Otherwise report) {
        var charts = new ArrayList<Chart>();
        var attack = Stretch.of(around(report.hours()));
        if (!attack.isEmpty()) {
            charts.add(guesses(attack));
            charts.add(cuts(attack));
        }
        charts.add(changes(report, Stretch.of(report.hours())));
        return charts.stream().filter(chart -> !chart.isEmpty()).toList();
    }

    /** From the first hour in which the attack did something to the last one. */
    private static List<Hour> around(List<Hour> hours) {
        var busy = hours.stream().filter(hour -> isBusy(hour.suspects())).toList();
        return busy.isEmpty()
                ? List.of()
                : hours.subList(hours.indexOf(busy.getFirst()), hours.lastIndexOf(busy.getLast()) + 1);
    }

    private static boolean isBusy(Group group) {
        var recorded = group.recorded();
        return recorded.opened() + recorded.judged() + recorded.letters() > 0 || group.cut() > 0;
    }

    private static Chart guesses(List<Stretch> stretches) {
        return chart(
                "guesses",
                "Guesses that the attack would have had",
                "Codes and links of the attack that were judged, and that would have been.",
                stretches,
                series(
                        stretches,
                        "as it was",
                        "quiet",
                        hour -> hour.suspects().recorded().judged()),
                series(
                        stretches,
                        "under this policy",
                        "accent",
                        hour -> hour.suspects().told().judged()));
    }

    private static Chart cuts(List<Stretch> stretches) {
        return chart(
                "cuts",
                "When the attack would have been cut",
                "Recoveries that the attack opened, and those whose story turns then.",
                stretches,
                series(
                        stretches,
                        "opened",
                        "quiet",
                        hour -> hour.suspects().recorded().opened()),
                series(stretches, "cut", "good", hour -> hour.suspects().cut()));
    }

    private static Chart changes(Otherwise report, List<Stretch> stretches) {
        var kinds = kinds(report.hours());
        var shown = kinds.keySet().stream().limit(COLOURS.size()).toList();
        var series = new ArrayList<Series>();
        for (var verdict : shown) {
            series.add(series(
                    stretches,
                    verdict.words(),
                    COLOURS.get(series.size()),
                    hour -> changed(hour, List.of(verdict), true)));
        }
        if (kinds.size() > shown.size()) {
            series.add(series(stretches, OTHER, "quiet", hour -> changed(hour, shown, false)));
        }
        return new Chart(
                "changes",
                "Decisions that come out otherwise",
                "What they come out as under this policy, of everybody's.",
                true,
                stretches.stream().map(Stretch::label).toList(),
                series);
    }

    /** What decisions become, most frequent first. */
    private static Map<Verdict, Long> kinds(List<Hour> hours) {
        var counts = new LinkedHashMap<Verdict, Long>();
        for (var hour : hours) {
            hour.changed().forEach((told, count) -> counts.merge(Verdict.of(told), count, Long::sum));
        }
        var sorted = new LinkedHashMap<Verdict, Long>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Verdict, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Verdict::words))))
                .forEach(kind -> sorted.put(kind.getKey(), kind.getValue()));
        return sorted;
    }

    private static long changed(Hour hour, List<Verdict> verdicts, boolean among) {
        return hour.changed().entrySet().stream()
                .filter(kind -> verdicts.contains(Verdict.of(kind.getKey())) == among)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Chart chart(String id, String title, String says, List<Stretch> stretches, Series... series) {
        return new Chart(
                id, title, says, false, stretches.stream().map(Stretch::label).toList(), List.of(series));
    }

    private static Series series(List<Stretch> stretches, String label, String look, ToLongFunction<Hour> count) {
        return new Series(
                label, look, stretches.stream().map(one -> one.sum(count)).toList());
    }
}
