package io.retrace.log;

import io.retrace.log.IssuedSessions.Entry;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A person's own sessions, read from the log at every use: what was ended a moment ago is not on the list, and what was
 * begun a moment ago is. Both services use this class, one to show them and one to count what it ends.
 */
public final class OwnSessions {

    /** So many of the newest sessions of an identity are looked at. */
    private static final int SESSIONS_MAX = 1_000;

    private static final String READ = """
            with streams as (select 'identity-' || :identity as stream
                              union all
                             select * from (select stream from log.event
                                             where type = 'session.SessionIssued' and identity = :identity
                                             order by position desc limit :limit) newest)
            select e.position, e.recorded_at, e.body, (select position from log.event_head) as head
              from streams join log.event e on e.stream = streams.stream
             order by e.position""";

    private final EventDatabase database;
    private final EventCodec codec;

    public OwnSessions(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /**
     * A person's sessions beside the one that asks.
     *
     * @param inForce newest first
     * @param reflects the position of the log's newest event when they were read
     */
    public record Others(List<Entry> inForce, long reflects) {

        public Others {
            inForce = List.copyOf(inForce);
        }
    }

    /** The sessions of a person beside the one that asks. */
    public Others besides(SignedIn who, Instant at) {
        var events = new ArrayList<EventEnvelope>();
        var head = new long[1];
        database.pool()
                .jdbc()
                .sql(READ)
                .param("identity", who.identity().id().value())
                .param("limit", SESSIONS_MAX)
                .query(row -> {
                    head[0] = row.getLong("head");
                    events.add(EventRow.read(row, codec));
                });
        var inForce = IssuedSessions.of(events).sessions().stream()
                .filter(entry -> entry.inForce(who.identity(), at)
                        && !entry.issued().id().equals(who.session().id()))
                .toList();
        return new Others(inForce, head[0]);
    }
}
