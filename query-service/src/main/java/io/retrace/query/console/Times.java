package io.retrace.query.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them: in UTC, and how long ago. */
public final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", java.util.Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int DAYS_TO_MONTHS = 60;

    private Times() {}

    /** {@code 2026-01-10 04:13:22}. */
    public static String utc(Instant at) {
        return SECONDS.format(at);
    }

    /** {@code 04:13:22}. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** {@code Sat 10 Jan 2026}. */
    public static String day(Instant at) {
        return DAY.format(at);
    }

    /** {@code 3 days ago}; for what is ahead, {@code in 3 days}. */
    public static String ago(Instant at, Instant now) {
        var between = Duration.between(at, now);
        return between.isNegative() ? "in " + length(between.negated()) : length(between) + " ago";
    }

    /** {@code 3 days}, cut: nobody reads two units. */
    public static String length(Duration length) {
        if (length.toMinutes() == 0) {
            return length.toSeconds() == 0 && length.toMillis() > 0
                    ? length.toMillis() + " ms"
                    : count(length.toSeconds(), "second");
        }
        if (length.toHours() == 0) {
            return count(length.toMinutes(), "minute");
        }
        if (length.toDays() == 0) {
            return count(length.toHours(), "hour");
        }
        return length.toDays() < DAYS_TO_MONTHS ? count(length.toDays(), "day") : count(length.toDays() / 30, "month");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
