package io.retrace.query.asof;

import io.retrace.log.EventDatabase;
import io.retrace.log.LogTimes;
import io.retrace.wire.http.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Moments of the log, by what somebody typed. What has not happened yet is none: its answer would be another later. */
public final class Moments {

    /** What to answer to what names no moment. */
    public static final Problem NONE = Problem.of(
            HttpStatus.BAD_REQUEST,
            "no-such-moment",
            "as_of must be a position that the log has reached, or an RFC 3339 time in the past");

    /** RFC 3339 knows no other years, and PostgreSQL not all that Java does. */
    private static final String FOUR_DIGIT_YEAR = "\\d{4}-.{1,40}";

    private static final String POSITION = "\\d{1,18}";

    private static final String HEAD = "select position from log.event order by position desc limit 1";

    private final EventDatabase database;
    private final LogTimes times;
    private final Clock clock;

    public Moments(EventDatabase database, Clock clock) {
        this.database = database;
        this.times = new LogTimes(database);
        this.clock = clock;
    }

    /**
     * The moment.
     *
     * @param asOf a position, whose time is when it was recorded; an RFC 3339 time; empty for now
     */
    public Optional<AsOf> of(String asOf) {
        if (asOf.isEmpty()) {
            return Optional.of(now());
        }
        return asOf.matches(POSITION) ? at(Long.parseLong(asOf)) : time(asOf).map(this::at);
    }

    /** The last position that the log had at a time; 0 before the first event. */
    public long positionAt(Instant at) {
        return times.lastUntil(at);
    }

    /** Nodes' clocks differ, and the log's time is the fastest one's. */
    private AsOf now() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long head =
                database.pool().jdbc().sql(HEAD).query(Long.class).optional().orElse(0L);
        var recorded = times.recordedAt(head).filter(now::isBefore);
        return new AsOf(head, recorded.orElse(now));
    }

    private AsOf at(Instant at) {
        return new AsOf(positionAt(at), at);
    }

    private Optional<AsOf> at(long position) {
        return position == 0
                ? Optional.of(new AsOf(0, Instant.EPOCH))
                : times.recordedAt(position).map(at -> new AsOf(position, at));
    }

    private Optional<Instant> time(String text) {
        try {
            return text.matches(FOUR_DIGIT_YEAR)
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                            .filter(at -> !at.isAfter(clock.instant()) && !at.isBefore(Instant.EPOCH))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
