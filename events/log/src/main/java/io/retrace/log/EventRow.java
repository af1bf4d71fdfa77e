package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A row of the log, as long as it has the columns {@code position}, {@code recorded_at} and {@code body}. */
public final class EventRow {

    private EventRow() {}

    /**
     * The event.
     *
     * @throws EventCodec.UnreadableEvent when this version does not know its type or the bytes are no envelope
     */
    public static EventEnvelope read(ResultSet row, EventCodec codec) throws SQLException {
        return codec.read(
                row.getLong("position"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getBytes("body"));
    }
}
