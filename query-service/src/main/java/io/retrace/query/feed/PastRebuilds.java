package io.retrace.query.feed;

import io.retrace.log.EventRow;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** When views were built anew, as far as the audit view knows. */
public final class PastRebuilds {

    // found by the audit view's index of types; each view has few of them
    private static final String NEWEST = """
            select e.position, e.recorded_at, e.body
              from (select position from view.audit where type = 'operation.ProjectionRebuilt'
                     order by position desc limit 200) newest
              join log.event e on e.position = newest.position
             order by e.position desc""";

    private final ViewDatabase database;
    private final EventCodec codec;

    PastRebuilds(ViewDatabase database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** The last of each view, by its name. */
    public Map<String, ProjectionRebuilt> last() {
        return database.pool().jdbc().sql(NEWEST).query((row, _) -> EventRow.read(row, codec)).list().stream()
                .map(EventEnvelope::event)
                .map(ProjectionRebuilt.class::cast)
                .collect(Collectors.toMap(ProjectionRebuilt::projection, Function.identity(), (newest, _) -> newest));
    }
}
