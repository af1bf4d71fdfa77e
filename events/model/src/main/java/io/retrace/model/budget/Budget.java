package io.retrace.model.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * How much may be spent in a window of time. Windows lie side by side from the epoch on, so that every node and every
 * replay knows which one an instant is in; around the edge between two of them, twice the limit may be spent.
 *
 * @param limit how much, for each key; 0 for no limit, at most 1,000,000
 * @param window 1 s to 24 h
 */
public record Budget(int limit, Duration window) {

    private static final int LIMIT_MAX = 1_000_000;
    private static final Duration WINDOW_MIN = Duration.ofSeconds(1);
    private static final Duration WINDOW_MAX = Duration.ofHours(24);

    public Budget {
        if (limit < 0 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit must be from 0 to " + LIMIT_MAX + ", was " + limit);
        }
        if (window.compareTo(WINDOW_MIN) < 0 || window.compareTo(WINDOW_MAX) > 0) {
            throw new IllegalArgumentException(
                    "window must be from " + WINDOW_MIN + " to " + WINDOW_MAX + ", was " + window);
        }
    }

    /** When the window that an instant lies in began. */
    public Instant from(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), window.toMillis()) * window.toMillis());
    }

    /** When it ends, exclusive. */
    public Instant until(Instant at) {
        return from(at).plusMillis(window.toMillis());
    }

    boolean isUnlimited() {
        return limit == 0;
    }
}
