package io.retrace.bench;

import java.time.Duration;

/** Says how far something long has come, every few seconds. */
final class Progress {

    private static final Duration WORD_EVERY = Duration.ofSeconds(10);

    private final String what;
    private final long end;
    private long saidNanos = System.nanoTime();

    Progress(String what, long end) {
        this.what = what;
        this.end = end;
    }

    /** Whether something should be said. */
    boolean isDue() {
        return System.nanoTime() - saidNanos > WORD_EVERY.toNanos();
    }

    void at(long now) {
        if (isDue()) {
            saidNanos = System.nanoTime();
            System.out.printf("bench: %s, %,d of %,d%n", what, now, end);
        }
    }
}
