package io.retrace.query.feed;

import io.retrace.log.EventFeed.Head;

/**
 * A view's rows, as they follow from the log up to a position.
 *
 * @param number 1 for the first that there was
 * @param incarnation of the log that it follows
 */
public record Generation(int number, long position, int incarnation) {

    /** Whether it has followed another life of the log: the log was restored. */
    boolean hasDivergedFrom(Head head) {
        return incarnation != head.incarnation() || position > head.position();
    }
}
