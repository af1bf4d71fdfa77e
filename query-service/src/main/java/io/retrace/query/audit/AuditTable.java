package io.retrace.query.audit;

import io.retrace.log.EventDatabase;
import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.util.List;

/** The stories that the audit view knows, with their events from the log. */
final class AuditTable {

    private static final int EVENTS_MAX = 5_000;
    /** What was done in a settings flow that a recovery opened belongs to the recovery's story. */
    private static final String STORY = """
            with own as (select position, stream from view.audit where correlation = :stream
                         union
                         select position, stream from view.audit where stream = :stream)
            select e.position, e.recorded_at, e.body
              from (select position from own
                    union
                    select a.position from own join view.audit a on a.correlation = own.stream
                     where own.stream like 'settings-%') story
              join log.event e on e.position = story.position
             order by e.position
             limit :limit""";

    private final EventDatabase database;
    private final EventCodec codec;

    AuditTable(EventDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** Everything that belongs to a lifecycle's story, in order of position; at most {@value #EVENTS_MAX} events. */
    List<EventEnvelope> story(String stream) {
        return database.pool()
                .jdbc()
                .sql(STORY)
                .param("stream", stream)
                .param("limit", EVENTS_MAX)
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }
}
