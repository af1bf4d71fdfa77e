package io.retrace.query.feed;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.util.List;
import java.util.Set;

/** A view with a row for every event, in the audit view's table; one generation of it may be broken. */
final class Positions implements Projection {

    private final ViewDatabase database;
    private volatile String broken = "";

    Positions(ViewDatabase database) {
        this.database = database;
    }

    void breakAt(String table) {
        broken = table;
    }

    void mend() {
        broken = "";
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Set<EventType> types() {
        return EventType.in(Event.class);
    }

    /** An event that comes twice breaks the table's key. */
    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        database.pool()
                .jdbc()
                .sql("""
                        insert into %s (position, recorded_at, stream, correlation, type, outcome, actor)
                        select p, 'epoch', 's', 'c', 't', 'o', 'a' from unnest(:positions::bigint[]) p""".formatted(table))
                .param("positions", batch.stream().map(EventEnvelope::position).toArray(Long[]::new))
                .update();
        if (table.equals(broken)) {
            throw new IllegalStateException("the generation is broken");
        }
    }
}
