package io.retrace.model;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import java.util.HashSet;
import java.util.Set;

/** Remembers of the person what decides whether they may come in, without asking the model. */
final class PersonWitness {

    private final Set<AddressId> addresses = new HashSet<>();
    private boolean there;
    private boolean active;

    void take(IdentityEvent event) {
        if (event instanceof IdentityCreated e) {
            there = true;
            active = e.active();
        } else if (event instanceof AddressClaimed e) {
            addresses.add(e.addressId());
        } else if (event instanceof AddressReleased e) {
            addresses.remove(e.addressId());
        } else if (event instanceof IdentityStateChanged e) {
            active = e.active();
        } else if (event instanceof IdentityDeleted) {
            there = false;
        }
    }

    boolean mayComeInBy(AddressId address) {
        return there && active && addresses.contains(address);
    }
}
