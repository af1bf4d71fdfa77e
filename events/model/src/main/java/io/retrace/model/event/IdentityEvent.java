package io.retrace.model.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that can happen to an identity. */
public sealed interface IdentityEvent extends Event {

    IdentityId identityId();

    @Override
    default String stream() {
        return identityId().stream();
    }

    @Override
    default Optional<IdentityId> identity() {
        return Optional.of(identityId());
    }

    /** How an address is reached. */
    enum Via {
        EMAIL,
        SMS
    }

    /** What an address may be used for, as the identity's schema says. */
    enum Purpose {
        RECOVERY,
        VERIFICATION,
        PASSWORD_IDENTIFIER
    }

    /**
     * An identity exists.
     *
     * @param active whether it may sign in
     * @param traits its traits as a JSON object, closed
     * @param metadata {@code {"public":…,"admin":…}} as JSON, closed; empty when neither was given
     * @param decoy true for the one identity that stands in for nobody (ADR-0015)
     */
    record IdentityCreated(
            IdentityId identityId,
            String schemaId,
            boolean active,
            Sealed traits,
            Optional<Sealed> metadata,
            boolean decoy,
            Instant at)
            implements IdentityEvent {}

    /**
     * An address became this identity's, and nobody else's; of one that it has already, the purposes became others.
     *
     * @param value normalised, closed
     */
    record AddressClaimed(
            IdentityId identityId, AddressId addressId, Via via, Set<Purpose> purposes, Sealed value, Instant at)
            implements IdentityEvent {

        public AddressClaimed {
            purposes = Collections.unmodifiableSet(new TreeSet<>(purposes)); // one order, one form of the bytes
        }
    }

    /** The address is free again. */
    record AddressReleased(IdentityId identityId, AddressId addressId, Instant at) implements IdentityEvent {}

    /** The person has shown to read mail at the address. */
    record AddressVerified(IdentityId identityId, AddressId addressId, Instant at) implements IdentityEvent {}

    /**
     * Its traits are others; which addresses they name is said beside, in the same append.
     *
     * @param schemaId what they were judged by
     * @param traits all of them as a JSON object, closed
     */
    record IdentityTraitsChanged(IdentityId identityId, String schemaId, Sealed traits, Instant at)
            implements IdentityEvent {}

    /** The identity may sign in, or no longer may. */
    record IdentityStateChanged(IdentityId identityId, boolean active, Instant at) implements IdentityEvent {}

    /** A password hash, written before as an immutable row, is the current one. */
    record PasswordChanged(IdentityId identityId, PasswordId passwordId, Instant at) implements IdentityEvent {}

    /**
     * Every session issued before is void.
     *
     * @param except the one that stays
     */
    record SessionsRevoked(IdentityId identityId, Optional<SessionId> except, Instant at) implements IdentityEvent {}

    /** Nobody can sign in to it or find it any more; its addresses were released in the same append. */
    record IdentityDeleted(IdentityId identityId, Instant at) implements IdentityEvent {}
}
