package io.retrace.query.audit;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import java.util.List;
import java.util.Set;

/** Which events belong to whose story: a row an event. */
final class AuditProjection implements Projection {

    private final ViewDatabase database;

    AuditProjection(ViewDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<EventType> types() {
        return EventType.in(Event.class);
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        database.pool()
                .jdbc()
                .sql("""
                        insert into %s (position, stream, correlation)
                        select * from unnest(:positions::bigint[], :streams::text[], :correlations::text[])
                        on conflict (position) do nothing""".formatted(table))
                .param("positions", batch.stream().map(EventEnvelope::position).toArray(Long[]::new))
                .param("streams", batch.stream().map(EventEnvelope::stream).toArray(String[]::new))
                .param(
                        "correlations",
                        batch.stream().map(e -> e.origin().correlationId()).toArray(String[]::new))
                .update();
    }
}
