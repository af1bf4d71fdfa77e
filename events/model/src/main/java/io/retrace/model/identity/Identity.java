package io.retrace.model.identity;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionId;
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
     * @param revocation the last time that all its sessions were revoked
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
            Optional<Revocation> revocation,
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

        private Address verified(Instant at) {
            return new Address(id, via, purposes, value, Optional.of(at), createdAt, at);
        }
    }

    /** All sessions issued before {@code at} are void, but one. */
    record Revocation(Instant at, Optional<SessionId> except) {}

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
                    Optional.empty(),
                    e.at(),
                    e.at(),
                    e.at());
        }
        return state instanceof Present present ? evolvePresent(present, event) : state;
    }

    private static Identity evolvePresent(Present state, IdentityEvent event) {
        return switch (event) {
            case IdentityCreated _ -> state;
            case AddressClaimed e -> with(state, claimed(state.addresses, e), e.at());
            case AddressReleased e ->
                with(
                        state,
                        state.addresses.stream()
                                .filter(a -> !a.id.equals(e.addressId()))
                                .toList(),
                        e.at());
            case AddressVerified e -> with(state, verified(state.addresses, e), e.at());
            case IdentityStateChanged e -> changed(state, e);
            case PasswordChanged e -> passworded(state, e);
            case SessionsRevoked e -> revoked(state, e);
            case IdentityDeleted _ -> new Deleted(state.id);
        };
    }

    private static List<Address> claimed(List<Address> addresses, AddressClaimed e) {
        var all = new ArrayList<>(addresses);
        all.add(new Address(e.addressId(), e.via(), e.purposes(), e.value(), Optional.empty(), e.at(), e.at()));
        return all;
    }

    private static List<Address> verified(List<Address> addresses, AddressVerified e) {
        return addresses.stream()
                .map(address -> address.id.equals(e.addressId()) ? address.verified(e.at()) : address)
                .toList();
    }

    private static Present with(Present s, List<Address> addresses, Instant at) {
        return new Present(
                s.id,
                s.schemaId,
                s.active,
                s.traits,
                s.metadata,
                s.decoy,
                addresses,
                s.password,
                s.revocation,
                s.createdAt,
                at,
                s.stateChangedAt);
    }

    private static Present changed(Present s, IdentityStateChanged e) {
        return new Present(
                s.id,
                s.schemaId,
                e.active(),
                s.traits,
                s.metadata,
                s.decoy,
                s.addresses,
                s.password,
                s.revocation,
                s.createdAt,
                e.at(),
                e.at());
    }

    private static Present passworded(Present s, PasswordChanged e) {
        return new Present(
                s.id,
                s.schemaId,
                s.active,
                s.traits,
                s.metadata,
                s.decoy,
                s.addresses,
                Optional.of(e.passwordId()),
                s.revocation,
                s.createdAt,
                e.at(),
                s.stateChangedAt);
    }

    private static Present revoked(Present s, SessionsRevoked e) {
        return new Present(
                s.id,
                s.schemaId,
                s.active,
                s.traits,
                s.metadata,
                s.decoy,
                s.addresses,
                s.password,
                Optional.of(new Revocation(e.at(), e.except())),
                s.createdAt,
                s.updatedAt,
                s.stateChangedAt);
    }
}
