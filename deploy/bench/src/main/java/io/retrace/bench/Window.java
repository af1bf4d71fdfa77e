package io.retrace.bench;

import java.time.Duration;

/** The time that counts, between warm-up and end. Opened and closed by one thread, read by all workers. */
final class Window {

    private volatile long opened = Long.MAX_VALUE;
    private volatile long closed = Long.MAX_VALUE;

    void open() {
        opened = System.nanoTime();
    }

    void close() {
        closed = System.nanoTime();
    }

    boolean isOver() {
        return closed != Long.MAX_VALUE;
    }

    /** Whether what ended then counts. */
    boolean counts(long nanos) {
        return nanos >= opened && nanos < closed;
    }

    Duration length() {
        return Duration.ofNanos(closed - opened);
    }
}
