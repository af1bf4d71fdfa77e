package io.retrace.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one worker saw within the window; not thread-safe, merged at the end. Times are in microseconds. */
final class Recorder {

    private static final int DIGITS = 3;
    private static final long NANOS_A_MICRO = 1_000;

    private final Window window;
    private final Map<String, Histogram> times = new HashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();

    Recorder(Window window) {
        this.window = window;
    }

    void took(String step, long fromNanos, long toNanos) {
        if (window.counts(toNanos)) {
            times(step).recordValue(Math.max(0, toNanos - fromNanos) / NANOS_A_MICRO);
        }
    }

    void failed(String kind) {
        if (window.counts(System.nanoTime())) {
            failures.merge(kind, 1L, Long::sum);
        }
    }

    void add(Recorder other) {
        other.times.forEach((step, histogram) -> times(step).add(histogram));
        other.failures.forEach((kind, count) -> failures.merge(kind, count, Long::sum));
    }

    /** Empty for a step that nobody took. */
    Histogram times(String step) {
        return times.computeIfAbsent(step, _ -> new Histogram(DIGITS));
    }

    /** How often what went wrong. */
    Map<String, Long> failures() {
        return failures;
    }
}
