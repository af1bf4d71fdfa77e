package io.retrace.model.identity;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates an identity with its addresses (spec section 11.5). That no address is taken is judged by the append.
 *
 * @param password the row with its hash, written before
 * @param at when the request arrived; UTC, microseconds
 */
public record CreateIdentity(
        IdentityId identityId,
        String schemaId,
        boolean active,
        Sealed traits,
        Optional<Sealed> metadata,
        boolean decoy,
        List<NewAddress> addresses,
        Optional<PasswordId> password,
        Instant at) {

    /** An address that the traits name; {@code value} is normalised and closed. */
    public record NewAddress(AddressId id, Via via, Set<Purpose> purposes, Sealed value) {}

    public sealed interface Reply {
        record Created() implements Reply {}

        record AlreadyThere() implements Reply {}
    }

    public static Decision<Reply> decide(CreateIdentity command, Identity state) {
        return switch (state) {
            case Identity.Unknown _ -> new Decision<>(events(command), new Reply.Created());
            case Identity.Present _, Identity.Deleted _ -> Decision.of(new Reply.AlreadyThere());
        };
    }

    private static List<Event> events(CreateIdentity command) {
        var id = command.identityId();
        var at = command.at();
        var events = new ArrayList<Event>();
        events.add(new IdentityCreated(
                id, command.schemaId(), command.active(), command.traits(), command.metadata(), command.decoy(), at));
        for (var address : command.addresses()) {
            events.add(new AddressClaimed(id, address.id(), address.via(), address.purposes(), address.value(), at));
        }
        command.password().ifPresent(password -> events.add(new PasswordChanged(id, password, at)));
        return events;
    }
}
