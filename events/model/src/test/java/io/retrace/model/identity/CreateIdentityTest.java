package io.retrace.model.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.Sealed;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.CreateIdentity.Reply.AlreadyThere;
import io.retrace.model.identity.CreateIdentity.Reply.Created;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CreateIdentityTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final IdentityId ID = new IdentityId(new UUID(0, 1));
    private static final AddressId MAIL = new AddressId(new UUID(0, 2));
    private static final AddressId PHONE = new AddressId(new UUID(0, 3));
    private static final PasswordId PASSWORD = new PasswordId(new UUID(0, 4));
    private static final Sealed TRAITS = new Sealed("identity-1", "dHJhaXRz");
    private static final Sealed METADATA = new Sealed("identity-1", "bWV0YWRhdGE");
    private static final Sealed VALUE = new Sealed("identity-1", "dmFsdWU");
    private static final Sealed OTHER_VALUE = new Sealed("identity-1", "b3RoZXI");

    @Test
    @Tag("row-256")
    void it_comes_with_its_addresses_and_its_password() {
        var command = new CreateIdentity(
                ID,
                "default",
                true,
                TRAITS,
                Optional.of(METADATA),
                false,
                List.of(
                        new NewAddress(MAIL, Via.EMAIL, Set.of(Purpose.RECOVERY, Purpose.VERIFICATION), VALUE),
                        new NewAddress(PHONE, Via.SMS, Set.of(Purpose.PASSWORD_IDENTIFIER), OTHER_VALUE)),
                Optional.of(PASSWORD),
                NOON);

        var decision = CreateIdentity.decide(command, Identity.initial());

        assertThat(decision)
                .isEqualTo(new Decision<>(
                        List.of(
                                new IdentityCreated(ID, "default", true, TRAITS, Optional.of(METADATA), false, NOON),
                                new AddressClaimed(
                                        ID,
                                        MAIL,
                                        Via.EMAIL,
                                        Set.of(Purpose.RECOVERY, Purpose.VERIFICATION),
                                        VALUE,
                                        NOON),
                                new AddressClaimed(
                                        ID, PHONE, Via.SMS, Set.of(Purpose.PASSWORD_IDENTIFIER), OTHER_VALUE, NOON),
                                new PasswordChanged(ID, PASSWORD, NOON)),
                        new Created()));
    }

    @Test
    void it_may_have_neither_address_nor_password_nor_metadata() {
        assertThat(CreateIdentity.decide(bare(), Identity.initial()))
                .isEqualTo(new Decision<>(
                        List.of(new IdentityCreated(ID, "default", false, TRAITS, Optional.empty(), true, NOON)),
                        new Created()));
    }

    @Test
    void an_id_in_use_creates_nothing() {
        var state = Identity.evolve(
                Identity.initial(), new IdentityCreated(ID, "default", true, TRAITS, Optional.empty(), false, NOON));

        assertThat(CreateIdentity.decide(bare(), state)).isEqualTo(new Decision<>(List.of(), new AlreadyThere()));
    }

    @Test
    void the_id_of_a_deleted_identity_is_never_used_again() {
        assertThat(CreateIdentity.decide(bare(), new Identity.Deleted(ID)))
                .isEqualTo(new Decision<>(List.of(), new AlreadyThere()));
    }

    private static CreateIdentity bare() {
        return new CreateIdentity(
                ID, "default", false, TRAITS, Optional.empty(), true, List.of(), Optional.empty(), NOON);
    }
}
