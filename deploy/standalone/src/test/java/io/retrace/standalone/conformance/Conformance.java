package io.retrace.standalone.conformance;

import io.retrace.standalone.conformance.Table.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What holds, and why the rest does not.
 *
 * @param held row to the tests and transcripts that hold it
 * @param reasons row to why nothing does
 * @param sections letter to why nothing holds the rows of a section that have no reason of their own
 */
record Conformance(Map<String, SortedSet<String>> held, Map<String, String> reasons, Map<String, String> sections) {

    private static final String TAG = "row-";

    Conformance {
        held = Map.copyOf(held);
        reasons = Map.copyOf(reasons);
        sections = Map.copyOf(sections);
    }

    /** As the tables, the tags and the transcripts that are due say. */
    static Conformance read() {
        var held = new TreeMap<String, SortedSet<String>>();
        TaggedTests.read().forEach((tag, tests) -> {
            if (tag.startsWith(TAG)) {
                held.put(tag.substring(TAG.length()), new TreeSet<>(tests));
            }
        });
        var waiting = Table.lines("/transcripts/not-due.txt", ": ").stream()
                .map(Line::first)
                .collect(Collectors.toSet());
        for (var transcript : Table.lines("/conformance/transcripts.txt", ": ")) {
            if (!waiting.contains(transcript.first())) {
                for (var row : rows(transcript)) {
                    held.computeIfAbsent(row, _ -> new TreeSet<>()).add(transcript.first());
                }
            }
        }
        var reasons = Table.lines("/conformance/reasons.txt", ": ");
        return new Conformance(held, map(reasons, "\\d{3}"), map(reasons, "[A-Z]"));
    }

    /** The rows that a transcript holds. */
    static List<String> rows(Line transcript) {
        return List.of(transcript.rest().split(" ", -1));
    }

    private static Map<String, String> map(List<Line> lines, String pattern) {
        return lines.stream()
                .filter(line -> line.first().matches(pattern))
                .collect(Collectors.toMap(Line::first, Line::rest));
    }

    /** In a few words: it holds, or why it does not; empty where nobody says. */
    String result(Row row) {
        return held.containsKey(row.number())
                ? "holds"
                : reasons.getOrDefault(
                        row.number(), sections.getOrDefault(row.section().letter(), ""));
    }

    /** What is wrong with the tables: a row that nobody accounts for, a reason or number that is of no use. */
    List<String> faults(List<Row> rows) {
        var faults = new ArrayList<String>();
        var numbers = rows.stream().map(Row::number).collect(Collectors.toSet());
        rows.stream()
                .filter(row -> result(row).isEmpty())
                .forEach(row -> faults.add("row " + row.number() + " is neither held nor on reasons.txt"));
        reasons.keySet().stream()
                .filter(number -> held.containsKey(number) || !numbers.contains(number))
                .forEach(number -> faults.add("row " + number + " is held, or none: take it off reasons.txt"));
        held.keySet().stream()
                .filter(number -> !numbers.contains(number))
                .forEach(number -> faults.add("there is no row " + number + ", which is said to be held by "
                        + held.getOrDefault(number, new TreeSet<>())));
        sections.keySet().stream()
                .filter(letter -> rows.stream()
                        .filter(row -> row.section().letter().equals(letter))
                        .allMatch(row -> held.containsKey(row.number()) || reasons.containsKey(row.number())))
                .forEach(letter -> faults.add("section " + letter + " needs no reason any more"));
        return faults;
    }

    /** The names of transcripts that the table names. */
    static Set<String> transcripts() {
        return Table.lines("/conformance/transcripts.txt", ": ").stream()
                .map(Line::first)
                .collect(Collectors.toSet());
    }
}
