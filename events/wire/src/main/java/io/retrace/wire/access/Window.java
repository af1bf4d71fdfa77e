package io.retrace.wire.access;

import io.retrace.model.event.Origin;
import java.time.Duration;
import java.time.Instant;

/**
 * What happened again and again within a minute, as far as it is not on record yet.
 *
 * @param origin of the first
 * @param opened when the minute began
 * @param times how many there are
 * @param since when the first of those was
 */
record Window(Origin origin, Instant opened, int times, Instant since) {

    private static final Duration LENGTH = Duration.ofMinutes(1);

    /** A minute that begins with one. */
    static Window of(Origin origin, Instant at) {
        return new Window(origin, at, 1, at);
    }

    /** The minute goes on, and what there was is on record. */
    Window recorded() {
        return new Window(origin, opened, 0, opened);
    }

    /** With one more. */
    Window plus(Instant at) {
        return new Window(origin, opened, Math.addExact(times, 1), times == 0 ? at : since);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(opened.plus(LENGTH));
    }
}
