package io.retrace.query.asof;

import io.retrace.query.QuerySide;
import io.retrace.query.audit.AuditView;
import io.retrace.query.feed.Projection;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.query.feed.ViewLog;
import java.util.List;

/** What the views have seen: nothing, until they are told to follow. */
public final class Seen {

    private static final String PROGRESS = """
            insert into view.progress (name, position, incarnation)
            select :name, :position, h.incarnation from log.event_head h
            on conflict (name) do update set position = excluded.position""";

    private final ViewLog log;
    private final ViewDatabase views;
    private final List<Projection> projections;
    private final int batchMax;
    private long seen;

    public Seen(ViewLog log) {
        this(log, log.side(), 1_000);
    }

    /** What the views have seen that a node fills. */
    Seen(ViewLog log, QuerySide side, int batchMax) {
        this.log = log;
        this.batchMax = batchMax;
        views = new ViewDatabase(side.database().pool());
        projections = List.of(new AddressProjection(views), AuditView.projection(side));
    }

    List<Projection> projections() {
        return projections;
    }

    /** Everything once more, as after a crash between effect and progress. */
    void again() {
        seen = 0;
        follow();
    }

    /** Nothing any more: all of them are empty. */
    void forget() {
        log.execute("truncate view.address, view.audit, view.progress");
        seen = 0;
    }

    /** The views see everything there is. */
    public void follow() {
        for (var next = log.feed().read(seen, batchMax);
                !next.isEmpty();
                next = log.feed().read(seen, batchMax)) {
            for (var projection : projections) {
                var batch = next.stream()
                        .filter(envelope -> projection.types().contains(envelope.type()))
                        .toList();
                if (!batch.isEmpty()) {
                    projection.apply(batch, "view." + projection.name());
                }
                views.pool()
                        .jdbc()
                        .sql(PROGRESS)
                        .param("name", projection.name())
                        .param("position", next.getLast().position())
                        .update();
            }
            seen = next.getLast().position();
        }
    }
}
