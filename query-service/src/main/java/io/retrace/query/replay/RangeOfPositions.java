package io.retrace.query.replay;

import io.retrace.log.EventDatabase;
import io.retrace.log.LogTimes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/**
 * A stretch of the log, from one position to another, both included.
 *
 * @param from from 1
 * @param to the head at most
 */
record RangeOfPositions(long from, long to) {

    private static final String HEAD = "select position from log.event_head";
    /**
     * What a request names, each end a position or an RFC 3339 time; the whole log where it names none.
     *
     * @throws IllegalArgumentException saying what is wrong, in words that quote nothing
     */
    static RangeOfPositions of(JsonNode range, EventDatabase log) {
        if (!range.isMissingNode()
                && (!range.isObject() || !Set.of("from", "to").containsAll(range.propertyNames()))) {
            throw new IllegalArgumentException("range must be an object with from and to");
        }
        var times = new LogTimes(log);
        long head = log.pool().jdbc().sql(HEAD).query(Long.class).single();
        long from = end(range.path("from"), 1, at -> times.firstSince(at).orElse(Long.MAX_VALUE));
        long to = Math.min(head, end(range.path("to"), head, times::lastUntil));
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("range holds no events");
        }
        return new RangeOfPositions(from, to);
    }

    private static long end(JsonNode end, long absent, ToLongFunction<Instant> at) {
        if (end.isMissingNode()) {
            return absent;
        }
        if (end.isIntegralNumber() && end.canConvertToLong()) {
            return end.longValue();
        }
        if (end.isString() && end.stringValue().matches("\\d{4}-.{1,40}")) {
            try {
                return at.applyAsLong(Instant.parse(end.stringValue()));
            } catch (DateTimeException _) {
                // said below
            }
        }
        throw new IllegalArgumentException("an end of the range must be a position or an RFC 3339 time");
    }
}
