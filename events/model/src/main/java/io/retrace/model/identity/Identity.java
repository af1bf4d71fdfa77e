package io.retrace.model.identity;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The states of an identity. Personal data stays closed in it. */
public sealed interface Identity {

    /** No such identity. */
    record Unknown() implements Identity {}

    /** It was here once; its id names nobody any more. */
    record Deleted(IdentityId id) implements Identity {}

    /**
     * An identity that exists.
     *
     * @param decoy true for the one that stands in for nobody (ADR-0015)
     * @param password the row with the current hash
     */
    record Present(
            IdentityId id,
            String schemaId,
            boolean active,
            Sealed traits,
            Optional<Sealed> metadata,
            boolean decoy,
            List<Address> addresses,
            Optional<PasswordId> password,
            Instant createdAt,
            Instant updatedAt,
            Instant stateChangedAt)
            implements Identity {

        public Present {
            addresses = List.copyOf(addresses);
        }

        /** Whether the address is still this identity's. */
        public boolean owns(Optional<AddressId> addressId) {
            return addresses.stream().anyMatch(address -> addressId.equals(Optional.of(address.id())));
        }

        /** Whether reading mail at the address would verify it: it is ours, to be verified, and not so yet. */
        public boolean mayVerify(AddressId addressId) {
            return addresses.stream()
                    .anyMatch(address -> address.id().equals(addressId)
                            && address.purposes().contains(Purpose.VERIFICATION)
                            && address.verifiedAt().isEmpty());
        }

        /** Whether traits and addresses are the same. */
        public boolean hasProfileOf(Present other) {
            return schemaId.equals(other.schemaId) && traits.equals(other.traits) && addresses.equals(other.addresses);
        }

        private Present with(String schemaId, Sealed traits, Instant at) {
            return new Present(
                    id, schemaId, active, traits, metadata, decoy, addresses, password, createdAt, at, stateChangedAt);
        }

        private Present with(List<Address> addresses, Instant at) {
            return changed(active, addresses, password, at, stateChangedAt);
        }

        private Present with(Optional<PasswordId> password, Instant at) {
            return changed(active, addresses, password, at, stateChangedAt);
        }

        private Present with(boolean active, Instant at) {
            return changed(active, addresses, password, at, at);
        }

        /** The other fields stay. */
        private Present changed(
                boolean active,
                List<Address> addresses,
                Optional<PasswordId> password,
                Instant updatedAt,
                Instant stateChangedAt) {
            return new Present(
                    id,
                    schemaId,
                    active,
                    traits,
                    metadata,
                    decoy,
                    addresses,
                    password,
                    createdAt,
                    updatedAt,
                    stateChangedAt);
        }
    }

    /** An address and what it may be used for; {@code value} is normalised and closed. */
    record Address(
            AddressId id,
            Via via,
            Set<Purpose> purposes,
            Sealed value,
            Optional<Instant> verifiedAt,
            Instant createdAt,
            Instant updatedAt) {

        private Address usedFor(Set<Purpose> purposes, Instant at) {
            return new Address(id, via, purposes, value, verifiedAt, createdAt, at);
        }

        private Address verified(Instant at) {
            return new Address(id, via, purposes, value, Optional.of(at), createdAt, at);
        }
    }

    /** Before the first event. */
    static Identity initial() {
        return new Unknown();
    }

    /** The state after an event. It has happened: nothing is refused here. */
    static Identity evolve(Identity state, IdentityEvent event) {
        if (event instanceof IdentityCreated e) {
            return new Present(
                    e.identityId(),
                    e.schemaId(),
                    e.active(),
                    e.traits(),
                    e.metadata(),
                    e.decoy(),
                    List.of(),
                    Optional.empty(),
                    e.at(),
                    e.at(),
                    e.at());
        }
        return state instanceof Present present ? evolvePresent(present, event) : state;
    }

    private static Identity evolvePresent(Present state, IdentityEvent event) {
        return switch (event) {
            // what a revocation ends is the sessions' to know
            case IdentityCreated _, SessionsRevoked _ -> state;
            case IdentityTraitsChanged e -> state.with(e.schemaId(), e.traits(), e.at());
            case AddressClaimed e -> state.with(claimed(state.addresses, e), e.at());
            case AddressReleased e -> state.with(released(state.addresses, e), e.at());
            case AddressVerified e -> state.with(verified(state.addresses, e), e.at());
            case IdentityStateChanged e -> state.with(e.active(), e.at());
            case PasswordChanged e -> state.with(Optional.of(e.passwordId()), e.at());
            case IdentityDeleted _ -> new Deleted(state.id);
        };
    }

    private static List<Address> claimed(List<Address> addresses, AddressClaimed e) {
        if (addresses.stream().anyMatch(address -> address.id.equals(e.addressId()))) {
            return addresses.stream()
                    .map(address -> address.id.equals(e.addressId()) ? address.usedFor(e.purposes(), e.at()) : address)
                    .toList();
        }
        var all = new ArrayList<>(addresses);
        all.add(new Address(e.addressId(), e.via(), e.purposes(), e.value(), Optional.empty(), e.at(), e.at()));
        return all;
    }

    private static List<Address> released(List<Address> addresses, AddressReleased e) {
        return addresses.stream()
                .filter(address -> !address.id.equals(e.addressId()))
                .toList();
    }

    private static List<Address> verified(List<Address> addresses, AddressVerified e) {
        return addresses.stream()
                .map(address -> address.id.equals(e.addressId()) ? address.verified(e.at()) : address)
                .toList();
    }
}
