package io.retrace.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.session.EndSession.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EndSessionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionId SESSION = new SessionId(new UUID(1, 1));
    private static final IdentityId PERSON = new IdentityId(new UUID(2, 2));
    private static final SessionRevoked REVOKED = new SessionRevoked(SESSION, PERSON, NOON);

    private final Session issued = Session.evolve(
            Session.initial(),
            new SessionIssued(
                    SESSION,
                    PERSON,
                    new SecretMac(1, "dG9rZW4"),
                    Method.CODE_RECOVERY,
                    new RecoveryId(new UUID(3, 3)),
                    NOON.plus(Duration.ofHours(1)),
                    NOON));
    private final EndSession end = new EndSession(SESSION, PERSON, NOON);

    @Test
    void a_session_ends_when_its_person_leaves() {
        assertThat(EndSession.decide(end, issued)).isEqualTo(Decision.of(new Reply.Ended(), REVOKED));
    }

    @Test
    void nobody_ends_the_session_of_somebody_else() {
        var strangers = new EndSession(SESSION, new IdentityId(new UUID(4, 4)), NOON);

        assertThat(EndSession.decide(strangers, issued)).isEqualTo(Decision.of(new Reply.NotThere()));
    }

    @Test
    void one_that_ended_or_never_was_stays_as_it_is() {
        Decision<Reply> nothing = Decision.of(new Reply.NotThere());

        assertThat(EndSession.decide(end, Session.evolve(issued, REVOKED))).isEqualTo(nothing);
        assertThat(EndSession.decide(end, Session.initial())).isEqualTo(nothing);
    }
}
