package io.retrace.query.console.search;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events there were when: by hour, or by day where there would be too many hours. Times without events have their
 * place, too.
 */
record Bars(String unit, List<Bar> bars) {

    private static final int HOURS_MAX = 72;
    /** One bar alone says nothing. */
    private static final int BARS_MIN = 12;

    private static final int BARS_MAX = 400;

    /** From when, to the end of its hour or day. */
    record Bar(Instant from, Instant to, String label, long events) {}

    static Bars of(Map<Instant, Long> hours) {
        var sorted = new TreeMap<>(hours);
        if (sorted.isEmpty()) {
            return new Bars("hour", List.of());
        }
        boolean byHour = Duration.between(sorted.firstKey(), sorted.lastKey()).toHours() <= HOURS_MAX;
        var unit = byHour ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        var format = DateTimeFormatter.ofPattern(byHour ? "d MMM HH:00" : "d MMM", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        var bars = new ArrayList<Bar>();
        var last = sorted.lastKey();
        var first = last.minus(BARS_MIN - 1, unit);
        for (var from = (first.isBefore(sorted.firstKey()) ? first : sorted.firstKey()).truncatedTo(unit);
                !from.isAfter(last) && bars.size() < BARS_MAX;
                from = from.plus(1, unit)) {
            var to = from.plus(1, unit);
            long events = sorted.subMap(from, to).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            bars.add(new Bar(from, to.minusMillis(1), format.format(from), events));
        }
        return new Bars(byHour ? "hour" : "day", bars);
    }
}
