package io.retrace.model.identity;

import static io.retrace.model.identity.Life.ID;
import static io.retrace.model.identity.Life.after;
import static io.retrace.model.identity.Life.created;
import static io.retrace.model.identity.Life.day;
import static io.retrace.model.identity.Life.deleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.EndOtherSessions.Reply;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndOtherSessionsTest {

    private static final SessionId OWN = new SessionId(new UUID(1, 1));

    @Test
    void every_session_ends_but_the_one_that_asks() {
        assertThat(EndOtherSessions.decide(others(2), after(created())))
                .isEqualTo(new Decision<>(List.of(new SessionsRevoked(ID, Optional.of(OWN), day(9))), new Reply(2)));
    }

    @Test
    void where_there_is_no_other_nothing_is_put_on_record() {
        assertThat(EndOtherSessions.decide(others(0), after(created())))
                .isEqualTo(new Decision<>(List.of(), new Reply(0)));
    }

    @Test
    void of_an_identity_that_is_gone_nothing_ends() {
        assertThat(EndOtherSessions.decide(others(2), after(created(), deleted())))
                .isEqualTo(new Decision<>(List.of(), new Reply(0)));
        assertThat(EndOtherSessions.decide(others(2), after())).isEqualTo(new Decision<>(List.of(), new Reply(0)));
    }

    private static EndOtherSessions others(int count) {
        return new EndOtherSessions(ID, OWN, count, day(9));
    }
}
