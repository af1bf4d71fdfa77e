package io.retrace.log;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.Origin;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * From a session token to who is signed in: session and identity are read in one statement and folded, at every use, so
 * that a revocation holds at once. Both services use this class.
 */
public final class SessionLookup {

    private static final String READ = """
            select position, recorded_at, body from log.event where stream = :session
            union all
            select position, recorded_at, body from log.event
             where stream = 'identity-' || (select identity from log.event where stream = :session and sequence = 0)
            order by position""";
    private static final int ID_BYTES = 16;

    private final EventDatabase database;
    private final EventCodec codec;
    private final KeyRing sessionKeys;

    public SessionLookup(EventDatabase database, EventCodec codec, KeyRing sessionKeys) {
        this.database = database;
        this.codec = codec;
        this.sessionKeys = sessionKeys;
    }

    /**
     * Who is signed in, and by which session.
     *
     * @param origin the request that the session was issued to
     */
    public record SignedIn(Session.Issued session, Identity.Present identity, Origin origin) {}

    /** The id of the session that a token belongs to: the first 128 bits of its MAC. */
    static SessionId idOf(byte[] mac) {
        var bits = ByteBuffer.wrap(mac, 0, ID_BYTES);
        return new SessionId(new UUID(bits.getLong(), bits.getLong()));
    }

    /** The id that a new session with this token has. */
    public SessionId newId(String token) {
        return idOf(sessionKeys.rawMac(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Who a token signs in now; empty when it does not. */
    public Optional<SignedIn> find(String token, Instant at) {
        var bytes = token.getBytes(StandardCharsets.UTF_8);
        var macs = sessionKeys.macs(bytes);
        return sessionKeys.rawMacs(bytes).stream()
                .map(SessionLookup::idOf)
                .flatMap(id -> read(id).stream())
                .filter(found -> found.session().holds(macs, found.identity(), at))
                .findFirst();
    }

    private Optional<SignedIn> read(SessionId id) {
        var session = Session.initial();
        var identity = Identity.initial();
        var origin = Optional.<Origin>empty();
        for (var envelope : events(id)) {
            if (envelope.event() instanceof SessionIssued) {
                origin = Optional.of(envelope.origin());
            }
            switch (envelope.event()) {
                case SessionEvent e -> session = Session.evolve(session, e);
                case IdentityEvent e -> {
                    identity = Identity.evolve(identity, e);
                    session = Session.evolve(session, e);
                }
                default -> throw new IllegalStateException("a session's statement gave an event of another lifecycle");
            }
        }
        return session instanceof Session.Issued issued && identity instanceof Identity.Present present
                ? origin.map(from -> new SignedIn(issued, present, from))
                : Optional.empty();
    }

    private List<EventEnvelope> events(SessionId id) {
        return database.pool()
                .jdbc()
                .sql(READ)
                .param("session", id.stream())
                .query((row, _) -> EventRow.read(row, codec))
                .list();
    }
}
