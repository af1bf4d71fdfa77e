package io.retrace.query.console.lab;

import io.retrace.query.replay.Report.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Some hours of a report that are one bar of a chart.
 *
 * @param length of all stretches of the chart
 */
record Stretch(Instant start, Duration length, List<Hour> hours) {

    private static final int BARS_MAX = 60;
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));
    private static final DateTimeFormatter HOUR = format("EEE d MMM HH:mm");
    private static final DateTimeFormatter DAY = format("EEE d MMM");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** The hours side by side, from the first to the last, those without anything among them. */
    static List<Stretch> of(List<Hour> hours) {
        if (hours.isEmpty()) {
            return List.of();
        }
        var first = hours.getFirst().hour();
        var last = hours.getLast().hour();
        var length = LENGTHS.stream()
                .filter(step -> Duration.between(floor(first, step), last).dividedBy(step) < BARS_MAX)
                .findFirst()
                .orElse(LENGTHS.getLast());
        var byStart = new TreeMap<Instant, List<Hour>>();
        for (var start = floor(first, length); !start.isAfter(last); start = start.plus(length)) {
            byStart.put(start, new ArrayList<>());
        }
        hours.forEach(hour -> byStart.floorEntry(hour.hour()).getValue().add(hour));
        return byStart.entrySet().stream()
                .map(one -> new Stretch(one.getKey(), length, List.copyOf(one.getValue())))
                .toList();
    }

    private static Instant floor(Instant at, Duration step) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), step.toSeconds()) * step.toSeconds());
    }

    /** When it is, as its bar says it. */
    String label() {
        return (length.toHours() < 24 ? HOUR : DAY).format(start);
    }

    long sum(ToLongFunction<Hour> count) {
        return hours.stream().mapToLong(count).sum();
    }
}
