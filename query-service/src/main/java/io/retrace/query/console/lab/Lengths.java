package io.retrace.query.console.lab;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long something lasts, exactly, as people write it: {@code 90 s}, {@code 15 min}, {@code 1 h}, {@code 2 days}. */
final class Lengths {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,8})\\s*([a-z]{1,7})");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("sec", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("seconds", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("days", Duration.ofDays(1)));

    private Lengths() {}

    /** What somebody wrote; empty when it is no length. */
    static Optional<Duration> read(String text) {
        var written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        return written.matches()
                ? Optional.ofNullable(UNITS.get(written.group(2)))
                        .map(unit -> unit.multipliedBy(Long.parseLong(written.group(1))))
                : Optional.empty();
    }

    /** In the greatest unit that it is a whole number of; {@link #read} understands it. */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + " s";
        }
        if (length.toMinutes() % 60 != 0) {
            return length.toMinutes() + " min";
        }
        if (length.toHours() % 24 != 0 || length.toDays() == 1) {
            return length.toHours() + " h";
        }
        return length.toDays() + " days";
    }
}
