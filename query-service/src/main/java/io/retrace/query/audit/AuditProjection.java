package io.retrace.query.audit;

import io.retrace.model.event.EventEnvelope;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import java.util.List;

/** Which events belong to whose story: a row an event. */
final class AuditProjection implements Projection {

    private static final String ADD = """
            insert into view.audit (position, stream, correlation)
            select * from unnest(:positions::bigint[], :streams::text[], :correlations::text[])
            on conflict (position) do nothing""";

    private final ViewDatabase database;

    AuditProjection(ViewDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void apply(List<EventEnvelope> batch) {
        database.pool()
                .jdbc()
                .sql(ADD)
                .param("positions", batch.stream().map(EventEnvelope::position).toArray(Long[]::new))
                .param("streams", batch.stream().map(EventEnvelope::stream).toArray(String[]::new))
                .param(
                        "correlations",
                        batch.stream().map(e -> e.origin().correlationId()).toArray(String[]::new))
                .update();
    }
}
