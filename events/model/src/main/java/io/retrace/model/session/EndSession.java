package io.retrace.model.session;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import java.time.Instant;

/**
 * Ends a session because its person leaves, or wants it ended from elsewhere (spec section 10.2).
 *
 * @param identityId who wants it; nobody ends another person's
 * @param at when the request arrived; UTC, microseconds
 */
public record EndSession(SessionId sessionId, IdentityId identityId, Instant at) {

    public sealed interface Reply {
        record Ended() implements Reply {}

        /** There is nothing to end, or nothing any more, or it is somebody else's. */
        record NotThere() implements Reply {}
    }

    public static Decision<Reply> decide(EndSession command, Session state) {
        return switch (state) {
            case Session.Issued issued
            when issued.identityId().equals(command.identityId()) ->
                Decision.of(new Reply.Ended(), new SessionRevoked(issued.id(), issued.identityId(), command.at()));
            case Session.Issued _, Session.Unknown _, Session.Revoked _ -> Decision.of(new Reply.NotThere());
        };
    }
}
