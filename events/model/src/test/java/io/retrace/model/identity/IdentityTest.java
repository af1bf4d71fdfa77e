package io.retrace.model.identity;

import static io.retrace.model.identity.Life.ID;
import static io.retrace.model.identity.Life.MAIL;
import static io.retrace.model.identity.Life.MAIL_VALUE;
import static io.retrace.model.identity.Life.METADATA;
import static io.retrace.model.identity.Life.PHONE;
import static io.retrace.model.identity.Life.PHONE_VALUE;
import static io.retrace.model.identity.Life.TRAITS;
import static io.retrace.model.identity.Life.after;
import static io.retrace.model.identity.Life.created;
import static io.retrace.model.identity.Life.day;
import static io.retrace.model.identity.Life.decoyCreated;
import static io.retrace.model.identity.Life.deleted;
import static io.retrace.model.identity.Life.mailClaimed;
import static io.retrace.model.identity.Life.mailReleased;
import static io.retrace.model.identity.Life.mailVerified;
import static io.retrace.model.identity.Life.phoneClaimed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity.Address;
import io.retrace.model.identity.Identity.Present;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final PasswordId PASSWORD = new PasswordId(new UUID(0, 4));
    private static final SessionId SESSION = new SessionId(new UUID(0, 5));
    private static final Address MAILBOX = new Address(
            MAIL,
            Via.EMAIL,
            Set.of(Purpose.RECOVERY, Purpose.VERIFICATION),
            MAIL_VALUE,
            Optional.empty(),
            day(1),
            day(1));
    private static final Address TELEPHONE =
            new Address(PHONE, Via.SMS, Set.of(Purpose.RECOVERY), PHONE_VALUE, Optional.empty(), day(2), day(2));

    @Nested
    class Folding {

        @Test
        void nothing_leaves_it_unknown() {
            assertThat(after()).isEqualTo(new Identity.Unknown());
        }

        @Test
        void creation_makes_it_present() {
            assertThat(after(created())).isEqualTo(present(day(0)));
            assertThat(after(decoyCreated()))
                    .isEqualTo(new Present(
                            ID,
                            "default",
                            true,
                            TRAITS,
                            Optional.empty(),
                            true,
                            List.of(),
                            Optional.empty(),
                            day(0),
                            day(0),
                            day(0)));
        }

        @Test
        void claimed_addresses_keep_their_order() {
            assertThat(after(created(), mailClaimed(), phoneClaimed())).isEqualTo(present(day(2), MAILBOX, TELEPHONE));
        }

        @Test
        void a_verified_address_is_verified_and_no_other() {
            var verified = new Address(
                    MAIL,
                    Via.EMAIL,
                    Set.of(Purpose.RECOVERY, Purpose.VERIFICATION),
                    MAIL_VALUE,
                    Optional.of(day(3)),
                    day(1),
                    day(3));
            assertThat(after(created(), mailClaimed(), phoneClaimed(), mailVerified()))
                    .isEqualTo(present(day(3), verified, TELEPHONE));
        }

        @Test
        void a_released_address_is_gone_and_no_other() {
            assertThat(after(created(), mailClaimed(), phoneClaimed(), mailReleased()))
                    .isEqualTo(present(day(4), TELEPHONE));
        }

        @Test
        void a_state_change_is_remembered_with_its_time() {
            assertThat(after(created(), mailClaimed(), new IdentityStateChanged(ID, false, day(5))))
                    .isEqualTo(new Present(
                            ID,
                            "default",
                            false,
                            TRAITS,
                            Optional.of(METADATA),
                            false,
                            List.of(MAILBOX),
                            Optional.empty(),
                            day(0),
                            day(5),
                            day(5)));
        }

        @Test
        void other_traits_take_the_place_of_the_last() {
            var traits = new Sealed("identity-1", "b3RoZXJz");
            assertThat(after(created(), mailClaimed(), new IdentityTraitsChanged(ID, "other", traits, day(5))))
                    .isEqualTo(new Present(
                            ID,
                            "other",
                            true,
                            traits,
                            Optional.of(METADATA),
                            false,
                            List.of(MAILBOX),
                            Optional.empty(),
                            day(0),
                            day(5),
                            day(0)));
        }

        @Test
        void an_address_that_is_claimed_for_something_else_stays_the_same_address() {
            var purposes = Set.of(Purpose.RECOVERY);
            var again = new AddressClaimed(ID, MAIL, Via.EMAIL, purposes, MAIL_VALUE, day(5));
            var narrowed = new Address(MAIL, Via.EMAIL, purposes, MAIL_VALUE, Optional.of(day(3)), day(1), day(5));

            assertThat(after(created(), mailClaimed(), phoneClaimed(), mailVerified(), again))
                    .isEqualTo(present(day(5), narrowed, TELEPHONE));
        }

        @Test
        void a_profile_is_the_same_when_traits_and_addresses_are() {
            var before = (Present) after(created(), mailClaimed());
            var password = (Present) after(created(), mailClaimed(), new PasswordChanged(ID, PASSWORD, day(6)));
            var traits = (Present)
                    after(created(), mailClaimed(), new IdentityTraitsChanged(ID, "default", METADATA, day(5)));

            assertThat(before.hasProfileOf(password)).isTrue();
            assertThat(before.hasProfileOf(traits)).isFalse();
            assertThat(before.hasProfileOf((Present) after(created(), phoneClaimed())))
                    .isFalse();
        }

        @Test
        void a_password_takes_the_place_of_the_last() {
            var old = new PasswordChanged(ID, new PasswordId(new UUID(0, 99)), day(5));
            assertThat(after(created(), mailClaimed(), old, new PasswordChanged(ID, PASSWORD, day(6))))
                    .isEqualTo(new Present(
                            ID,
                            "default",
                            true,
                            TRAITS,
                            Optional.of(METADATA),
                            false,
                            List.of(MAILBOX),
                            Optional.of(PASSWORD),
                            day(0),
                            day(6),
                            day(0)));
        }

        @Test
        void a_revocation_of_sessions_is_no_update_of_the_identity() {
            assertThat(after(
                            created(),
                            mailClaimed(),
                            new SessionsRevoked(ID, Optional.empty(), day(6)),
                            new SessionsRevoked(ID, Optional.of(SESSION), day(7))))
                    .isEqualTo(new Present(
                            ID,
                            "default",
                            true,
                            TRAITS,
                            Optional.of(METADATA),
                            false,
                            List.of(MAILBOX),
                            Optional.empty(),
                            day(0),
                            day(1),
                            day(0)));
        }

        @Test
        void each_change_keeps_what_the_others_left() {
            assertThat(after(
                            created(),
                            new PasswordChanged(ID, PASSWORD, day(5)),
                            new SessionsRevoked(ID, Optional.of(SESSION), day(5)),
                            new IdentityStateChanged(ID, false, day(6)),
                            phoneClaimed()))
                    .isEqualTo(new Present(
                            ID,
                            "default",
                            false,
                            TRAITS,
                            Optional.of(METADATA),
                            false,
                            List.of(TELEPHONE),
                            Optional.of(PASSWORD),
                            day(0),
                            day(2),
                            day(6)));
        }

        @Test
        void deletion_leaves_the_id_and_nothing_else() {
            assertThat(after(created(), mailClaimed(), deleted())).isEqualTo(new Identity.Deleted(ID));
        }

        @Test
        void an_event_after_deletion_or_before_creation_changes_nothing() {
            assertThat(after(created(), deleted(), mailClaimed())).isEqualTo(new Identity.Deleted(ID));
            assertThat(after(mailClaimed(), mailVerified(), deleted())).isEqualTo(new Identity.Unknown());
        }
    }

    @Nested
    class Owning {

        @Test
        void it_owns_the_addresses_that_it_has() {
            var owner = present(day(2), MAILBOX, TELEPHONE);
            assertThat(owner.owns(Optional.of(MAIL))).isTrue();
            assertThat(owner.owns(Optional.of(PHONE))).isTrue();
        }

        @Test
        void it_owns_no_other_address_and_not_the_lack_of_one() {
            assertThat(present(day(2), TELEPHONE).owns(Optional.of(MAIL))).isFalse();
            assertThat(present(day(2), TELEPHONE).owns(Optional.empty())).isFalse();
            assertThat(present(day(2)).owns(Optional.of(MAIL))).isFalse();
        }

        @Test
        void its_addresses_cannot_be_changed_from_outside() {
            var addresses = new ArrayList<>(List.of(MAILBOX));
            var owner = present(day(1), addresses);
            addresses.clear();
            assertThat(owner.addresses()).containsExactly(MAILBOX);
        }
    }

    @Nested
    class Verifying {

        @Test
        void an_unverified_address_may_be_verified_when_the_schema_wants_it() {
            assertThat(present(day(2), TELEPHONE, MAILBOX).mayVerify(MAIL)).isTrue();
        }

        @Test
        void one_that_the_schema_does_not_want_verified_may_not() {
            assertThat(present(day(2), MAILBOX, TELEPHONE).mayVerify(PHONE)).isFalse();
        }

        @Test
        void a_verified_one_may_not_again() {
            var state = after(created(), mailClaimed(), mailVerified());
            assertThat(state)
                    .isInstanceOfSatisfying(
                            Present.class,
                            owner -> assertThat(owner.mayVerify(MAIL)).isFalse());
        }

        @Test
        void one_of_somebody_else_may_not() {
            assertThat(present(day(2), TELEPHONE).mayVerify(MAIL)).isFalse();
        }
    }

    private static Present present(Instant updatedAt, Address... addresses) {
        return present(updatedAt, List.of(addresses));
    }

    private static Present present(Instant updatedAt, List<Address> addresses) {
        return new Present(
                ID,
                "default",
                true,
                TRAITS,
                Optional.of(METADATA),
                false,
                addresses,
                Optional.empty(),
                day(0),
                updatedAt,
                day(0));
    }
}
