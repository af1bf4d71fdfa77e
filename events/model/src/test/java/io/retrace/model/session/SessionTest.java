package io.retrace.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.Identity;
import io.retrace.model.identity.Identity.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ONE = NOON.plus(Duration.ofHours(1));
    private static final Instant TWO = NOON.plus(Duration.ofHours(2));
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final SessionId ID = new SessionId(new UUID(0, 1));
    private static final SessionId OTHER = new SessionId(new UUID(0, 2));
    private static final IdentityId OWNER = new IdentityId(new UUID(0, 3));
    private static final SecretMac TOKEN = new SecretMac(1, "dG9rZW4");
    private static final SecretMac WRONG = new SecretMac(1, "d3Jvbmc");
    private static final Session.Issued SESSION = new Session.Issued(ID, OWNER, TOKEN, Method.CODE_RECOVERY, NOON, TWO);

    @Nested
    class Folding {

        @Test
        void nothing_leaves_it_unknown() {
            assertThat(after()).isEqualTo(new Session.Unknown());
        }

        @Test
        void issuing_makes_it_a_session() {
            assertThat(after(issued()))
                    .isEqualTo(new Session.Issued(ID, OWNER, TOKEN, Method.CODE_RECOVERY, NOON, TWO));
        }

        @Test
        void revoking_ends_it() {
            assertThat(after(issued(), new SessionRevoked(ID, OWNER, ONE))).isEqualTo(new Session.Revoked());
        }
    }

    @Nested
    class Holding {

        @Test
        void it_lets_its_token_in() {
            assertThat(SESSION.holds(List.of(TOKEN), owner(), ONE)).isTrue();
        }

        @Test
        void one_of_several_keys_is_enough_wherever_it_stands() {
            assertThat(SESSION.holds(List.of(TOKEN, WRONG), owner(), ONE)).isTrue();
            assertThat(SESSION.holds(List.of(WRONG, TOKEN), owner(), ONE)).isTrue();
        }

        @Test
        void it_lets_no_other_token_in() {
            assertThat(SESSION.holds(List.of(WRONG), owner(), ONE)).isFalse();
            assertThat(SESSION.holds(List.of(), owner(), ONE)).isFalse();
        }

        @Test
        void it_holds_until_just_before_it_expires() {
            assertThat(SESSION.holds(List.of(TOKEN), owner(), TWO.minus(MICROSECOND)))
                    .isTrue();
            assertThat(SESSION.holds(List.of(TOKEN), owner(), TWO)).isFalse();
        }

        @Test
        void an_identity_that_is_gone_or_inactive_does_not_get_in() {
            assertThat(SESSION.holds(List.of(TOKEN), new Identity.Unknown(), ONE))
                    .isFalse();
            assertThat(SESSION.holds(List.of(TOKEN), new Identity.Deleted(OWNER), ONE))
                    .isFalse();
            assertThat(SESSION.holds(List.of(TOKEN), identity(OWNER, false, Optional.empty()), ONE))
                    .isFalse();
        }

        @Test
        void another_identity_does_not_get_in() {
            var another = identity(new IdentityId(new UUID(0, 99)), true, Optional.empty());
            assertThat(SESSION.holds(List.of(TOKEN), another, ONE)).isFalse();
        }

        @Test
        void a_revocation_ends_every_session_issued_before_or_with_it() {
            assertThat(SESSION.holds(List.of(TOKEN), revoked(NOON.plus(MICROSECOND), Optional.empty()), ONE))
                    .isFalse();
            assertThat(SESSION.holds(List.of(TOKEN), revoked(NOON, Optional.empty()), ONE))
                    .isFalse();
        }

        @Test
        void a_revocation_does_not_touch_a_session_issued_after_it() {
            assertThat(SESSION.holds(List.of(TOKEN), revoked(NOON.minus(MICROSECOND), Optional.empty()), ONE))
                    .isTrue();
        }

        @Test
        void a_revocation_spares_the_one_session_that_it_names() {
            assertThat(SESSION.holds(List.of(TOKEN), revoked(ONE, Optional.of(ID)), ONE))
                    .isTrue();
            assertThat(SESSION.holds(List.of(TOKEN), revoked(ONE, Optional.of(OTHER)), ONE))
                    .isFalse();
        }
    }

    private static Session after(SessionEvent... events) {
        var state = Session.initial();
        for (var event : events) {
            state = Session.evolve(state, event);
        }
        return state;
    }

    private static SessionIssued issued() {
        var recovery = new RecoveryId(new UUID(0, 9));
        return new SessionIssued(ID, OWNER, TOKEN, Method.CODE_RECOVERY, recovery, TWO, NOON);
    }

    private static Identity owner() {
        return identity(OWNER, true, Optional.empty());
    }

    private static Identity revoked(Instant at, Optional<SessionId> except) {
        return identity(OWNER, true, Optional.of(new Revocation(at, except)));
    }

    private static Identity identity(IdentityId id, boolean active, Optional<Revocation> revocation) {
        return new Identity.Present(
                id,
                "default",
                active,
                new Sealed("identity-3", "dHJhaXRz"),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                revocation,
                NOON,
                NOON,
                NOON);
    }
}
