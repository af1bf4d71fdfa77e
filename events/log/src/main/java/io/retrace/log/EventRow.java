package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row of the log, as long as it has the columns {@code position}, {@code recorded_at} and {@code body}. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EventRow(long position, Instant recordedAt, byte[] body) {

    /** The row as it is, for whoever decodes many of them side by side. */
    public static EventRow of(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong("position"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getBytes("body"));
    }

    /**
     * The event of a row.
     *
     * @throws EventCodec.UnreadableEvent when this version does not know its type or the bytes are no envelope
     */
    public static EventEnvelope read(ResultSet row, EventCodec codec) throws SQLException {
        return of(row).decoded(codec);
    }

    /**
     * The event.
     *
     * @throws EventCodec.UnreadableEvent when this version does not know its type or the bytes are no envelope
     */
    public EventEnvelope decoded(EventCodec codec) {
        return codec.read(position, recordedAt, body);
    }
}
