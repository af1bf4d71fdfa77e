package io.retrace.model.session;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import java.time.Instant;

/**
 * Ends a session because its person leaves (spec section 10.2).
 *
 * @param at when the request arrived; UTC, microseconds
 */
public record EndSession(SessionId sessionId, Instant at) {

    public sealed interface Reply {
        record Ended() implements Reply {}

        /** There is nothing to end, or nothing any more. */
        record NotThere() implements Reply {}
    }

    public static Decision<Reply> decide(EndSession command, Session state) {
        return switch (state) {
            case Session.Issued issued ->
                Decision.of(new Reply.Ended(), new SessionRevoked(issued.id(), issued.identityId(), command.at()));
            case Session.Unknown _, Session.Revoked _ -> Decision.of(new Reply.NotThere());
        };
    }
}
