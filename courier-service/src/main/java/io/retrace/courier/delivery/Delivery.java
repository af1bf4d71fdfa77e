package io.retrace.courier.delivery;

import io.retrace.courier.letter.Letter;
import java.time.Instant;

/**
 * A letter that a worker has claimed.
 *
 * @param attempt which attempt this is, from 1; it also tells whose claim it is
 * @param tries how many attempts count, this one included; those that met no mail server do not
 * @param superseded whether a newer letter of the same stream has come, which makes this one's secret void
 */
record Delivery(Letter letter, int attempt, int tries, boolean superseded) {

    /** Whether its secret is still good for something. */
    boolean isOutdated(Instant now) {
        return superseded || !now.isBefore(letter.expiresAt());
    }
}
