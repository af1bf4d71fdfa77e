package io.retrace.query.asof;

import io.retrace.log.IssuedSessions;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import io.retrace.wire.http.WireJson;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A session at a moment. */
public final class SessionAsOf {

    private final Histories histories;

    public SessionAsOf(Histories histories) {
        this.histories = histories;
    }

    /** The document; empty when no such session was issued yet. */
    public Optional<ObjectNode> state(SessionId id, AsOf asOf) {
        return histories.ofStream(id.stream(), asOf).stream()
                .filter(envelope -> envelope.event() instanceof SessionIssued)
                .findFirst()
                .map(envelope -> state((SessionIssued) envelope.event(), asOf));
    }

    private ObjectNode state(SessionIssued issued, AsOf asOf) {
        var events = Stream.concat(
                        histories.ofStream(issued.stream(), asOf).stream(),
                        histories.ofStream(issued.identityId().stream(), asOf).stream())
                .sorted(Comparator.comparingLong(EventEnvelope::position))
                .toList();
        var folded = IssuedSessions.of(events);
        var session = folded.sessions().getFirst();
        boolean holds = session.inForce(folded.identity(), asOf.at());
        var json = WireJson.mapper().createObjectNode();
        json.put("session", issued.sessionId().toString());
        json.put("identity", issued.identityId().toString());
        json.put("identity_state", IdentityAsOf.state(folded.identity()));
        json.put("method", issued.method().name().toLowerCase(Locale.ROOT));
        json.put("came_of", issued.recoveryId().stream());
        json.put("issued_at", issued.at().toString());
        json.put("expires_at", issued.expiresAt().toString());
        json.put("holds", holds);
        if (!holds) {
            json.put("why_not", whyNot(session, folded.identity(), asOf));
        }
        ending(events, session.issued()).ifPresent(end -> {
            json.put("ended_by", end.type().wireName());
            json.put("ended_at_position", end.position());
        });
        return json;
    }

    private static String whyNot(IssuedSessions.Entry session, Identity identity, AsOf asOf) {
        if (!(session.state() instanceof Session.Issued issued)) {
            return "revoked";
        }
        return asOf.at().isBefore(issued.expiresAt()) ? "identity " + IdentityAsOf.state(identity) : "expired";
    }

    /** The event that ended it before its time. */
    private static Optional<EventEnvelope> ending(List<EventEnvelope> events, Session.Issued issued) {
        var soFar = Session.initial();
        for (var envelope : events) {
            var next = switch (envelope.event()) {
                case SessionEvent e -> Session.evolve(soFar, e);
                case IdentityEvent e -> Session.evolve(soFar, e);
                default -> soFar;
            };
            if (soFar.equals(issued) && next instanceof Session.Revoked) {
                return Optional.of(envelope);
            }
            soFar = next;
        }
        return Optional.empty();
    }
}
