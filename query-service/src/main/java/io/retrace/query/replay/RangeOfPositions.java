package io.retrace.query.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A stretch of the log, from one position to another, both included.
 *
 * @param from from 1
 * @param to the head at most
 */
record RangeOfPositions(long from, long to) {

    private static final String HEAD = "select position from log.event_head";
    // by the index on recorded_at, which rises with the position
    private static final String AT =
            "select position from log.event where recorded_at <= :at order by recorded_at desc limit 1";
    private static final String BEFORE =
            "select position from log.event where recorded_at < :at order by recorded_at desc limit 1";

    /**
     * What a request names, each end a position or an RFC 3339 time; the whole log where it names none.
     *
     * @throws IllegalArgumentException saying what is wrong, in words that quote nothing
     */
    static RangeOfPositions of(JsonNode range, JdbcClient jdbc) {
        if (!range.isMissingNode()
                && (!range.isObject() || !Set.of("from", "to").containsAll(range.propertyNames()))) {
            throw new IllegalArgumentException("range must be an object with from and to");
        }
        long head = jdbc.sql(HEAD).query(Long.class).single();
        long from = end(range.path("from"), 1, BEFORE, 1, jdbc);
        long to = Math.min(head, end(range.path("to"), head, AT, 0, jdbc));
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("range holds no events");
        }
        return new RangeOfPositions(from, to);
    }

    private static long end(JsonNode end, long absent, String sql, int beside, JdbcClient jdbc) {
        if (end.isMissingNode()) {
            return absent;
        }
        if (end.isIntegralNumber() && end.canConvertToLong()) {
            return end.longValue();
        }
        if (end.isString() && end.stringValue().matches("\\d{4}-.{1,40}")) {
            try {
                return jdbc.sql(sql)
                                .param("at", Instant.parse(end.stringValue()).atOffset(ZoneOffset.UTC))
                                .query(Long.class)
                                .optional()
                                .orElse(0L)
                        + beside;
            } catch (DateTimeException _) {
                // said below
            }
        }
        throw new IllegalArgumentException("an end of the range must be a position or an RFC 3339 time");
    }
}
