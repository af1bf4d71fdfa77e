package io.retrace.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Which positions of the log are meant by a time, and the other way round: what was recorded rises with the position. */
public final class LogTimes {

    // each by the index on recorded_at; for a maximum, the log would be read from its end
    private static final String LAST_UNTIL = """
            select position from log.event where recorded_at <= :at order by recorded_at desc limit 1""";
    private static final String FIRST_SINCE = """
            select position from log.event where recorded_at >= :at order by recorded_at limit 1""";
    private static final String RECORDED = "select recorded_at from log.event where position = :position";

    private final EventDatabase database;

    public LogTimes(EventDatabase database) {
        this.database = database;
    }

    /** The last event that was recorded at a time or before; 0 when none was. */
    public long lastUntil(Instant at) {
        return position(LAST_UNTIL, at).orElse(0L);
    }

    /** The first event that was recorded at a time or later. */
    public Optional<Long> firstSince(Instant at) {
        return position(FIRST_SINCE, at);
    }

    /** When an event was recorded; empty where there is none. */
    public Optional<Instant> recordedAt(long position) {
        return database.pool()
                .jdbc()
                .sql(RECORDED)
                .param("position", position)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private Optional<Long> position(String sql, Instant at) {
        return database.pool()
                .jdbc()
                .sql(sql)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }
}
