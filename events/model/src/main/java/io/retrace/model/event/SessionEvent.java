package io.retrace.model.event;

import java.time.Instant;
import java.util.Optional;

/** Everything that can happen to a session. */
public sealed interface SessionEvent extends Event {

    SessionId sessionId();

    @Override
    default String stream() {
        return sessionId().stream();
    }

    /** How the person showed who they are. */
    enum Method {
        CODE_RECOVERY,
        LINK_RECOVERY;

        /** Whether they showed it by recovering the account, not by a credential of theirs. */
        public boolean isRecovery() {
            return switch (this) {
                case CODE_RECOVERY, LINK_RECOVERY -> true;
            };
        }
    }

    /**
     * A session began.
     *
     * @param token the whole MAC of its token; its first 128 bits are the session's id
     * @param recoveryId what it came of
     * @param expiresAt exclusive
     */
    record SessionIssued(
            SessionId sessionId,
            IdentityId identityId,
            SecretMac token,
            Method method,
            RecoveryId recoveryId,
            Instant expiresAt,
            Instant at)
            implements SessionEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }

    /** The session ended before its time. */
    record SessionRevoked(SessionId sessionId, IdentityId identityId, Instant at) implements SessionEvent {

        @Override
        public Optional<IdentityId> identity() {
            return Optional.of(identityId);
        }
    }
}
