package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import java.util.List;

/** Reads streams; for those who only read. */
public final class StreamReader {

    private static final String READ = """
            select position, recorded_at, body from log.event
             where stream = :stream and sequence >= :from
             order by sequence""";

    private final EventDatabase database;
    private final EventCodec codec;

    public StreamReader(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** The events of a stream in order, from a sequence on; empty when there is no such stream. */
    public List<EventEnvelope> read(String stream, long from) {
        return database.pool()
                .jdbc()
                .sql(READ)
                .param("stream", stream)
                .param("from", from)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }

    /** An identity as its stream has it now; unknown when there is no such stream. */
    public Identity identity(IdentityId id) {
        var state = Identity.initial();
        for (var envelope : read(id.stream(), 0)) {
            state = Identity.evolve(state, (IdentityEvent) envelope.event());
        }
        return state;
    }
}
