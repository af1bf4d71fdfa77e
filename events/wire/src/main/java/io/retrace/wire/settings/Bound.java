package io.retrace.wire.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a configured value may be.
 *
 * @param key whose value it is
 * @param value the value; none where nobody configured one
 * @param least the least that it may be, inclusive
 * @param most the most, inclusive
 */
record Bound<T extends Comparable<T>>(String key, @Nullable T value, T least, T most) {

    /** @throws OutOfRangeException if the value is beyond it */
    void hold() {
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            throw new OutOfRangeException(key, words(value), words(least), words(most));
        }
    }

    /** Least and most, for people. */
    String words() {
        return words(least) + " to " + words(most);
    }

    private static Object words(Object value) {
        return value instanceof Duration time ? words(time) : value;
    }

    private static String words(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + " ms";
        }
        if (time.toSecondsPart() != 0 || time.isZero()) {
            return time.toSeconds() + " s";
        }
        return time.toMinutesPart() == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
    }
}
