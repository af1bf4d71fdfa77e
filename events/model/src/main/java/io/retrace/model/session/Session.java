package io.retrace.model.session;

import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import java.time.Instant;
import java.util.List;

/** The states of a session. */
public sealed interface Session {

    record Unknown() implements Session {}

    record Revoked() implements Session {}

    /**
     * A session that was issued and not revoked.
     *
     * @param expiresAt exclusive
     */
    record Issued(
            SessionId id, IdentityId identityId, SecretMac token, Method method, Instant issuedAt, Instant expiresAt)
            implements Session {

        /**
         * Whether it lets anybody in: in force, and the token is really its own.
         *
         * @param macs of the presented token, one for each live session key
         */
        public boolean holds(List<SecretMac> macs, Identity identity, Instant at) {
            return token.matchesAny(macs) && inForce(identity, at);
        }

        /** Whether it is in time and its identity may sign in. */
        public boolean inForce(Identity identity, Instant at) {
            return at.isBefore(expiresAt)
                    && identity instanceof Identity.Present owner
                    && owner.id().equals(identityId)
                    && owner.active();
        }
    }

    /** Before the first event. */
    static Session initial() {
        return new Unknown();
    }

    /** The state after an event. It has happened: nothing is refused here. */
    static Session evolve(Session state, SessionEvent event) {
        return switch (event) {
            case SessionIssued e ->
                new Issued(e.sessionId(), e.identityId(), e.token(), e.method(), e.at(), e.expiresAt());
            case SessionRevoked _ -> new Revoked();
        };
    }

    /**
     * The state after something happened to its identity. Sessions and identity are folded in the order of the log, so
     * a revocation ends what was issued before it, whatever time the issuing node believed it was.
     */
    static Session evolve(Session state, IdentityEvent event) {
        boolean ended = event instanceof SessionsRevoked revocation
                && state instanceof Issued issued
                && revocation.except().filter(issued.id::equals).isEmpty();
        return ended ? new Revoked() : state;
    }
}
