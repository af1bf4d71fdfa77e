package io.retrace.query.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which stretch of the log is asked for. */
sealed interface Range {

    /** How far back a search goes that does not say it. */
    Duration USUAL = Duration.ofDays(7);

    /** By when events were recorded; both ends belong to it. */
    record Times(Optional<Instant> from, Optional<Instant> to) implements Range {

        Instant from(Instant now) {
            return from.orElseGet(() -> to.orElse(now).minus(USUAL));
        }
    }

    /** By position; both ends belong to it, and an open end is that of the log. */
    record Positions(Optional<Long> from, Optional<Long> to) implements Range {}
}
