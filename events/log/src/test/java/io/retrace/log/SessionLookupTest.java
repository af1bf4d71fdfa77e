package io.retrace.log;

import static io.retrace.log.Sample.NOON;
import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.identity;
import static io.retrace.log.Sample.ring;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionLookupTest {

    private static final Instant EXPIRY = NOON.plusSeconds(3_600);
    private static final Instant LATER = NOON.plusSeconds(60);

    private static TestLog test;
    private static EventLog log;
    private static SessionLookup sessions;

    private final IdentityId ada = identity();
    private final String token = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        test = TestLog.create();
        log = test.open(Clock.systemUTC());
        sessions = lookup(test.querySide(), 1);
    }

    @AfterAll
    static void close() {
        log.close();
        test.close();
    }

    @Test
    void a_token_tells_who_is_signed_in() {
        var session = signIn();

        var found = sessions.find(token, LATER);

        assertThat(found).hasValueSatisfying(signedIn -> {
            assertThat(signedIn.session().id()).isEqualTo(session);
            assertThat(signedIn.identity().id()).isEqualTo(ada);
        });
    }

    @Test
    @Tag("difference-session-ids")
    void the_id_of_a_session_is_the_first_128_bits_of_its_tokens_mac() {
        var mac = ring(1).rawMac(token.getBytes(UTF_8));

        var id = sessions.newId(token).value();

        assertThat(id.toString().replace("-", "")).isEqualTo(HexFormat.of().formatHex(mac, 0, 16));
    }

    @Test
    void another_token_signs_nobody_in() {
        signIn();

        assertThat(sessions.find(token + "x", LATER)).isEmpty();
        assertThat(sessions.find("", LATER)).isEmpty();
    }

    @Test
    void a_token_that_only_shares_the_id_signs_nobody_in() {
        var other = ring(1).mac("another token".getBytes(UTF_8));
        issue(new SessionIssued(sessions.newId(token), ada, other, Method.CODE_RECOVERY, flow(), EXPIRY, NOON));

        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void a_session_ends_at_the_very_instant_of_its_expiry() {
        signIn();

        assertThat(sessions.find(token, EXPIRY.minusNanos(1_000))).isPresent();
        assertThat(sessions.find(token, EXPIRY)).isEmpty();
    }

    @Test
    void a_revoked_session_signs_nobody_in() {
        var session = signIn();

        log.append(append(event(1, new SessionRevoked(session, ada, LATER))));

        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void all_sessions_of_an_identity_can_be_revoked_at_once() {
        signIn();

        happens(new SessionsRevoked(ada, Optional.empty(), LATER));

        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void a_session_of_a_node_with_a_fast_clock_does_not_outlive_a_revocation() {
        log.append(append(event(0, created(ada))));
        issue(issued(sessions.newId(token), token, LATER.plusSeconds(30)));

        happens(new SessionsRevoked(ada, Optional.empty(), LATER));

        assertThat(sessions.find(token, LATER.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_session_of_a_node_with_a_slow_clock_holds_after_a_revocation() {
        log.append(append(event(0, created(ada))));
        happens(new SessionsRevoked(ada, Optional.empty(), LATER));

        issue(issued(sessions.newId(token), token, NOON));

        assertThat(sessions.find(token, LATER)).isPresent();
    }

    @Test
    void the_excepted_session_outlives_the_others() {
        var session = signIn();
        var other = UUID.randomUUID().toString();
        issue(issued(sessions.newId(other), other, NOON));

        happens(new SessionsRevoked(ada, Optional.of(session), LATER));

        assertThat(sessions.find(token, LATER)).isPresent();
        assertThat(sessions.find(other, LATER)).isEmpty();
    }

    @Test
    void a_session_issued_after_the_revocation_holds() {
        log.append(append(event(0, created(ada))));
        happens(new SessionsRevoked(ada, Optional.empty(), NOON));

        issue(issued(sessions.newId(token), token, NOON.plusNanos(1_000)));

        assertThat(sessions.find(token, LATER)).isPresent();
    }

    @Test
    void nobody_signs_in_to_an_inactive_identity_until_it_is_active_again() {
        signIn();

        happens(new IdentityStateChanged(ada, false, LATER));

        assertThat(sessions.find(token, LATER)).isEmpty();
        log.append(append(event(2, new IdentityStateChanged(ada, true, LATER))));
        assertThat(sessions.find(token, LATER)).isPresent();
    }

    @Test
    void nobody_signs_in_to_a_deleted_identity() {
        signIn();

        happens(new IdentityDeleted(ada, LATER));

        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void a_session_without_its_identity_signs_nobody_in() {
        issue(issued(sessions.newId(token), token, NOON));

        assertThat(sessions.find(token, LATER)).isEmpty();
    }

    @Test
    void a_session_outlives_the_rotation_of_the_session_key_but_not_the_keys_removal() {
        var session = signIn();

        var rotated = lookup(test.querySide(), 1, 2);
        var removed = lookup(test.querySide(), 2);

        assertThat(rotated.find(token, LATER))
                .map(SignedIn::session)
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(session));
        assertThat(rotated.newId(token)).isNotEqualTo(session);
        assertThat(removed.find(token, LATER)).isEmpty();
    }

    @Test
    void command_and_query_find_the_same() {
        signIn();

        assertThat(lookup(test.commandSide(), 1).find(token, LATER)).isEqualTo(sessions.find(token, LATER));
    }

    @Test
    void a_look_up_is_one_statement_for_each_live_key_until_it_is_found() {
        signIn();
        var counting = new CountingSource(test.querySide().pool().source());
        var database = counting.database(test.querySide());

        assertThat(lookup(database, 1).find(token, LATER)).isPresent();
        assertThat(counting.statements()).isEqualTo(1);

        assertThat(lookup(database, 0, 1).find(token, LATER)).isPresent();
        assertThat(counting.statements()).isEqualTo(2);

        assertThat(lookup(database, 1, 2).find(token, LATER)).isPresent();
        assertThat(counting.statements()).isEqualTo(4);
    }

    private SessionId signIn() {
        log.append(append(event(0, created(ada))));
        var id = sessions.newId(token);
        issue(issued(id, token, NOON));
        return id;
    }

    private SessionIssued issued(SessionId id, String token, Instant at) {
        return new SessionIssued(id, ada, ring(1).mac(token.getBytes(UTF_8)), Method.CODE_RECOVERY, flow(), EXPIRY, at);
    }

    private static void issue(SessionIssued event) {
        log.append(append(event(0, event)));
    }

    /** As the second event of the identity. */
    private static void happens(IdentityEvent event) {
        log.append(append(event(1, event)));
    }

    private static SessionLookup lookup(EventDatabase database, int... keys) {
        return new SessionLookup(database, new EventCodec(), ring(keys));
    }
}
