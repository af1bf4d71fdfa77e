package io.retrace.standalone.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Runs at the pace of the real clock and can be put forward, never back: what takes 20 ms takes 20 ms. */
public final class SetClock extends Clock {

    private Instant set;
    private long setAtNanos = System.nanoTime();

    public SetClock(Instant start) {
        set = start;
    }

    /** Puts it forward; a time that is over already changes nothing. */
    synchronized void putForward(Instant to) {
        if (to.isAfter(instant())) {
            set = to;
            setAtNanos = System.nanoTime();
        }
    }

    @Override
    public synchronized Instant instant() {
        return set.plus(Duration.ofNanos(System.nanoTime() - setAtNanos));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a set clock is in UTC");
    }
}
