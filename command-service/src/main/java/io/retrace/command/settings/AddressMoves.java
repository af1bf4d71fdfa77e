package io.retrace.command.settings;

import io.retrace.command.identity.NamedAddress;
import io.retrace.log.AddressClaims;
import io.retrace.log.Append.Claim;
import io.retrace.log.Sealing.Subject;
import io.retrace.model.event.AddressId;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.Identity;
import io.retrace.model.identity.Identity.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which addresses of a person come and go when traits name others (spec section 11.3).
 *
 * @param released what is named no more
 * @param claimed what is named for the first time, or for something else
 * @param claims what changes hands with them
 * @param taken whether one is somebody else's
 */
record AddressMoves(List<AddressId> released, List<NewAddress> claimed, List<Claim> claims, boolean taken) {

    AddressMoves {
        released = List.copyOf(released);
        claimed = List.copyOf(claimed);
        claims = List.copyOf(claims);
    }

    /** The moves that lead from what a person has to what is named, in the clear and normalised. */
    static AddressMoves of(
            Identity.Present person, Subject subject, Map<String, NamedAddress> named, AddressClaims registry) {
        var stream = person.id().stream();
        var owned = new LinkedHashMap<String, Address>();
        person.addresses().forEach(address -> owned.put(subject.open(address.value(), stream), address));
        var released = new ArrayList<AddressId>();
        var claimed = new ArrayList<NewAddress>();
        var claims = new ArrayList<Claim>();
        boolean taken = false;
        for (var entry : owned.entrySet()) {
            if (!named.containsKey(entry.getKey())) {
                released.add(entry.getValue().id());
                claims.addAll(registry.release(
                        entry.getKey(), person.id(), entry.getValue().id()));
            }
        }
        for (var entry : named.entrySet()) {
            var value = entry.getKey();
            var wanted = entry.getValue();
            var kept = owned.get(value);
            if (kept == null) {
                var id = new AddressId(UUID.randomUUID());
                claimed.add(new NewAddress(id, wanted.via(), wanted.purposes(), subject.seal(stream, value)));
                claims.addAll(registry.claim(value, person.id(), id));
                taken |= registry.find(value).isPresent();
            } else if (!kept.purposes().equals(wanted.purposes())) {
                claimed.add(new NewAddress(kept.id(), kept.via(), wanted.purposes(), kept.value()));
            }
        }
        return new AddressMoves(released, claimed, claims, taken);
    }

    /** Whether any moves. */
    boolean any() {
        return !released.isEmpty() || !claimed.isEmpty();
    }
}
