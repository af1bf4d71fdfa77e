package io.retrace.model.session;

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
         * Whether it lets anybody in: in time, the token is really its own, and its identity neither inactive nor
         * through with it.
         *
         * @param macs of the presented token, one for each live session key
         */
        public boolean holds(List<SecretMac> macs, Identity identity, Instant at) {
            boolean ours = false;
            for (var mac : macs) {
                ours |= token.matches(mac);
            }
            return ours && at.isBefore(expiresAt) && identity instanceof Identity.Present owner && allowedBy(owner);
        }

        private boolean allowedBy(Identity.Present owner) {
            boolean revoked = owner.revocation()
                    .filter(revocation -> !issuedAt.isAfter(revocation.at()))
                    .filter(revocation ->
                            !revocation.except().filter(id::equals).isPresent())
                    .isPresent();
            return owner.id().equals(identityId) && owner.active() && !revoked;
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
}
