package io.retrace.model.identity;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes an identity: nobody can sign in to it or find it, and its addresses are free (spec section 11.5). Its key
 * lives 30 days more (design section 4).
 *
 * @param at when the request arrived; UTC, microseconds
 */
public record DeleteIdentity(IdentityId identityId, Instant at) {

    public sealed interface Reply {
        record Deleted() implements Reply {}

        record NotFound() implements Reply {}
    }

    public static Decision<Reply> decide(DeleteIdentity command, Identity state) {
        return switch (state) {
            case Identity.Present present
            when !present.decoy() -> new Decision<>(events(command, present), new Reply.Deleted());
            case Identity.Present _, Identity.Unknown _, Identity.Deleted _ -> Decision.of(new Reply.NotFound());
        };
    }

    private static List<Event> events(DeleteIdentity command, Identity.Present state) {
        var events = new ArrayList<Event>();
        for (var address : state.addresses()) {
            events.add(new AddressReleased(state.id(), address.id(), command.at()));
        }
        events.add(new IdentityDeleted(state.id(), command.at()));
        return events;
    }
}
