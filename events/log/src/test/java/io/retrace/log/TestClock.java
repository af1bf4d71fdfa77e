package io.retrace.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still, or goes on by the same step each time that it is read. */
final class TestClock extends Clock {

    private final Duration step;
    private Instant now;

    TestClock(Instant now) {
        this(now, Duration.ZERO);
    }

    TestClock(Instant now, Duration step) {
        this.now = now;
        this.step = step;
    }

    synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        var read = now;
        now = now.plus(step);
        return read;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
