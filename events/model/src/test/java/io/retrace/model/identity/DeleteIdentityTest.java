package io.retrace.model.identity;

import static io.retrace.model.identity.Life.ID;
import static io.retrace.model.identity.Life.MAIL;
import static io.retrace.model.identity.Life.PHONE;
import static io.retrace.model.identity.Life.after;
import static io.retrace.model.identity.Life.created;
import static io.retrace.model.identity.Life.day;
import static io.retrace.model.identity.Life.decoyCreated;
import static io.retrace.model.identity.Life.deleted;
import static io.retrace.model.identity.Life.mailClaimed;
import static io.retrace.model.identity.Life.phoneClaimed;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.identity.DeleteIdentity.Reply.Deleted;
import io.retrace.model.identity.DeleteIdentity.Reply.NotFound;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeleteIdentityTest {

    private static final DeleteIdentity DELETE = new DeleteIdentity(ID, day(9));

    @Test
    void its_addresses_are_free_from_then_on() {
        var state = after(created(), mailClaimed(), phoneClaimed());

        assertThat(DeleteIdentity.decide(DELETE, state))
                .isEqualTo(new Decision<>(
                        List.of(
                                new AddressReleased(ID, MAIL, day(9)),
                                new AddressReleased(ID, PHONE, day(9)),
                                new IdentityDeleted(ID, day(9))),
                        new Deleted()));
    }

    @Test
    void an_identity_without_an_address_is_deleted_too() {
        assertThat(DeleteIdentity.decide(DELETE, after(created())))
                .isEqualTo(new Decision<>(List.of(new IdentityDeleted(ID, day(9))), new Deleted()));
    }

    @Test
    void the_decoy_cannot_be_deleted_and_looks_as_if_it_were_not_there() {
        assertThat(DeleteIdentity.decide(DELETE, after(decoyCreated(), mailClaimed())))
                .isEqualTo(new Decision<>(List.of(), new NotFound()));
    }

    @Test
    void an_identity_that_is_not_there_is_not_found() {
        assertThat(DeleteIdentity.decide(DELETE, after())).isEqualTo(new Decision<>(List.of(), new NotFound()));
    }

    @Test
    void a_deleted_identity_is_not_found() {
        assertThat(DeleteIdentity.decide(DELETE, after(created(), deleted())))
                .isEqualTo(new Decision<>(List.of(), new NotFound()));
    }
}
