package io.retrace.query.asof;

import java.time.Instant;

/**
 * A moment of the log.
 *
 * @param position the last event that had happened
 * @param at what time it was: lifetimes and windows are judged by it
 */
public record AsOf(long position, Instant at) {}
