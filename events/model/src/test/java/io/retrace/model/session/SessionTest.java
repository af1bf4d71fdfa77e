package io.retrace.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
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
            assertThat(SESSION.holds(List.of(TOKEN), identity(OWNER, false), ONE))
                    .isFalse();
        }

        @Test
        void another_identity_does_not_get_in() {
            var another = identity(new IdentityId(new UUID(0, 99)), true);
            assertThat(SESSION.holds(List.of(TOKEN), another, ONE)).isFalse();
        }

        @Test
        void it_is_in_force_whoever_asks() {
            assertThat(SESSION.inForce(owner(), ONE)).isTrue();
            assertThat(SESSION.inForce(owner(), TWO)).isFalse();
        }
    }

    @Nested
    class Revoking {

        @Test
        void a_revocation_ends_every_session_that_the_log_has_before_it() {
            assertThat(Session.evolve(SESSION, revoked(Optional.empty(), ONE))).isEqualTo(new Session.Revoked());
        }

        @Test
        void it_does_so_whatever_times_the_nodes_believed_it_was() {
            assertThat(Session.evolve(SESSION, revoked(Optional.empty(), NOON.minus(MICROSECOND))))
                    .isEqualTo(new Session.Revoked());
        }

        @Test
        void it_spares_the_one_session_that_it_names() {
            assertThat(Session.evolve(SESSION, revoked(Optional.of(ID), ONE))).isEqualTo(SESSION);
            assertThat(Session.evolve(SESSION, revoked(Optional.of(OTHER), ONE)))
                    .isEqualTo(new Session.Revoked());
        }

        @Test
        void it_does_not_touch_a_session_that_comes_after_it() {
            var state = Session.evolve(Session.initial(), revoked(Optional.empty(), TWO));
            assertThat(Session.evolve(state, issued())).isEqualTo(SESSION);
        }

        @Test
        void nothing_else_that_happens_to_the_identity_ends_it() {
            assertThat(Session.evolve(SESSION, new IdentityStateChanged(OWNER, false, ONE)))
                    .isEqualTo(SESSION);
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
        return identity(OWNER, true);
    }

    private static SessionsRevoked revoked(Optional<SessionId> except, Instant at) {
        return new SessionsRevoked(OWNER, except, at);
    }

    private static Identity identity(IdentityId id, boolean active) {
        return new Identity.Present(
                id,
                "default",
                active,
                new Sealed("identity-3", "dHJhaXRz"),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                NOON,
                NOON,
                NOON);
    }
}
