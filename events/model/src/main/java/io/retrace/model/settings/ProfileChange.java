package io.retrace.model.settings;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.Identity;
import java.util.List;
import java.util.Optional;

/**
 * What submitted traits would change, as it was found out before: a decision knows no personal data.
 *
 * @param basis the person as they were then
 * @param traits all of them, closed; empty when none changes
 * @param objections what the identity's schema says against them
 * @param typed the same traits as the form shows them if they are refused, closed for the flow
 * @param guarded whether something changes that signs in, recovers or is verified
 * @param taken whether they name an address that is somebody else's
 * @param released addresses that they name no more
 * @param claimed addresses that they name for the first time, or for something else
 */
public record ProfileChange(
        Identity.Present basis,
        Optional<Sealed> traits,
        List<Notice> objections,
        Optional<Sealed> typed,
        boolean guarded,
        boolean taken,
        List<AddressId> released,
        List<NewAddress> claimed) {

    public ProfileChange {
        objections = List.copyOf(objections);
        released = List.copyOf(released);
        claimed = List.copyOf(claimed);
    }

    /** The same, once an address turned out to be somebody else's. */
    public ProfileChange whereTaken() {
        return new ProfileChange(basis, traits, objections, typed, guarded, true, released, claimed);
    }
}
