package io.retrace.model.identity;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What has happened to the identity of these tests; time counts in days from its beginning. */
final class Life {

    static final IdentityId ID = new IdentityId(new UUID(0, 1));
    static final AddressId MAIL = new AddressId(new UUID(0, 2));
    static final AddressId PHONE = new AddressId(new UUID(0, 3));
    static final Sealed TRAITS = new Sealed("identity-1", "dHJhaXRz");
    static final Sealed METADATA = new Sealed("identity-1", "bWV0YWRhdGE");
    static final Sealed MAIL_VALUE = new Sealed("identity-1", "bWFpbA");
    static final Sealed PHONE_VALUE = new Sealed("identity-1", "cGhvbmU");

    private Life() {}

    static Identity after(IdentityEvent... events) {
        var state = Identity.initial();
        for (var event : events) {
            state = Identity.evolve(state, event);
        }
        return state;
    }

    static Instant day(int days) {
        return Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofDays(days));
    }

    static IdentityCreated created() {
        return new IdentityCreated(ID, "default", true, TRAITS, Optional.of(METADATA), false, day(0));
    }

    static IdentityCreated decoyCreated() {
        return new IdentityCreated(ID, "default", true, TRAITS, Optional.empty(), true, day(0));
    }

    static AddressClaimed mailClaimed() {
        var purposes = Set.of(Purpose.RECOVERY, Purpose.VERIFICATION);
        return new AddressClaimed(ID, MAIL, Via.EMAIL, purposes, MAIL_VALUE, day(1));
    }

    static AddressClaimed phoneClaimed() {
        return new AddressClaimed(ID, PHONE, Via.SMS, Set.of(Purpose.RECOVERY), PHONE_VALUE, day(2));
    }

    static AddressVerified mailVerified() {
        return new AddressVerified(ID, MAIL, day(3));
    }

    static AddressReleased mailReleased() {
        return new AddressReleased(ID, MAIL, day(4));
    }

    static IdentityDeleted deleted() {
        return new IdentityDeleted(ID, day(8));
    }
}
