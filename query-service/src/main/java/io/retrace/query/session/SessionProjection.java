package io.retrace.query.session;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.query.feed.Projection;
import io.retrace.query.session.SessionTable.Row;
import java.util.List;
import java.util.stream.Stream;

/** Which sessions each identity was issued. */
final class SessionProjection implements Projection {

    private final SessionTable table;

    SessionProjection(SessionTable table) {
        this.table = table;
    }

    @Override
    public String name() {
        return SessionTable.VIEW;
    }

    @Override
    public void apply(List<EventEnvelope> batch) {
        table.add(batch.stream().flatMap(SessionProjection::row).toList());
    }

    private static Stream<Row> row(EventEnvelope envelope) {
        return envelope.event() instanceof SessionIssued e
                ? Stream.of(new Row(e.sessionId(), e.identityId(), envelope.position()))
                : Stream.empty();
    }
}
