package io.retrace.log;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.Origin;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identity and the sessions that it was issued, folded from what happened to both in the order of the log.
 *
 * @param sessions newest first
 */
public record IssuedSessions(Identity identity, List<Entry> sessions) {

    public IssuedSessions {
        sessions = List.copyOf(sessions);
    }

    /**
     * A session.
     *
     * @param position where the log has its beginning
     * @param issued as it was issued
     * @param state what has become of it
     * @param origin the request that it was issued to
     */
    public record Entry(long position, Session.Issued issued, Session state, Origin origin) {

        /** Whether it would let its owner in. */
        public boolean inForce(Identity identity, Instant at) {
            return state instanceof Session.Issued holding && holding.inForce(identity, at);
        }

        private Entry with(Session next) {
            return new Entry(position, issued, next, origin);
        }
    }

    /** Folds what happened to one identity and its sessions. */
    public static IssuedSessions of(List<EventEnvelope> events) {
        var identity = Identity.initial();
        Map<SessionId, Entry> sessions = new LinkedHashMap<>();
        for (var envelope : events) {
            switch (envelope.event()) {
                case IdentityEvent e -> {
                    identity = Identity.evolve(identity, e);
                    if (e instanceof SessionsRevoked) { // what else befalls an identity ends no session
                        sessions.replaceAll((_, entry) -> entry.with(Session.evolve(entry.state(), e)));
                    }
                }
                case SessionEvent e -> sessions.compute(e.sessionId(), (_, entry) -> next(entry, envelope, e));
                default ->
                    throw new IllegalStateException("an identity's statement gave an event of another lifecycle");
            }
        }
        return new IssuedSessions(identity, List.copyOf(sessions.values()).reversed());
    }

    private static @Nullable Entry next(@Nullable Entry entry, EventEnvelope envelope, SessionEvent event) {
        if (entry != null) {
            return entry.with(Session.evolve(entry.state(), event));
        }
        return Session.evolve(Session.initial(), event) instanceof Session.Issued issued
                ? new Entry(envelope.position(), issued, issued, envelope.origin())
                : null;
    }
}
