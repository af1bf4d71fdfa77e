package io.retrace.query.session;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.query.feed.Projection;
import io.retrace.query.session.SessionTable.Row;
import java.util.List;
import java.util.Set;

/** Which sessions each identity was issued. */
final class SessionProjection implements Projection {

    private final SessionTable sessions;

    SessionProjection(SessionTable sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return SessionTable.VIEW;
    }

    @Override
    public Set<EventType> types() {
        return Set.of(EventType.SESSION_ISSUED);
    }

    @Override
    public void apply(List<EventEnvelope> batch, String table) {
        sessions.add(batch.stream().map(SessionProjection::row).toList(), table);
    }

    private static Row row(EventEnvelope envelope) {
        var issued = (SessionIssued) envelope.event();
        return new Row(issued.sessionId(), issued.identityId(), envelope.position());
    }
}
