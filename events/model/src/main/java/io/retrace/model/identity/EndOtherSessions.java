package io.retrace.model.identity;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends every session of a person but the one that asks, also those that begin while it is being decided (spec section
 * 10.2).
 *
 * @param own the session that asks
 * @param others how many others there are; with none, nothing happens that is worth an event
 * @param at when the request arrived; UTC, microseconds
 */
public record EndOtherSessions(IdentityId identityId, SessionId own, int others, Instant at) {

    /** So many were ended. */
    public record Reply(int ended) {}

    public static Decision<Reply> decide(EndOtherSessions command, Identity state) {
        return state instanceof Identity.Present present && command.others() > 0
                ? Decision.of(
                        new Reply(command.others()),
                        new SessionsRevoked(present.id(), Optional.of(command.own()), command.at()))
                : Decision.of(new Reply(0));
    }
}
