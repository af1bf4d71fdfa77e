package io.retrace.query.asof;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityStateChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.policy.Policy;
import io.retrace.query.feed.ViewLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a responder is told about an account as it was. */
class StateTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final Instant SATURDAY = Instant.parse("2026-11-21T12:00:00Z");
    private static final SetClock clock = new SetClock(SATURDAY);
    private static final ViewLog log = new ViewLog(clock);
    private static final Asked asked = new Asked(log, clock);
    private static final Life life = new Life(log, clock).under(Policy.kratos());

    private final IdentityId ada;
    private final Instant noon;

    StateTest() {
        clock.forward(Duration.between(clock.instant(), SATURDAY.plus(Duration.ofDays(TESTS.incrementAndGet()))));
        noon = clock.instant();
        ada = life.person();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void an_identity_says_its_addresses_and_that_nobody_could_recover_it() {
        var state = identity("");

        assertThat(state.at("/state/state").asString()).isEqualTo("active");
        assertThat(state.at("/state/password_set").asBoolean(true)).isFalse();
        var address = state.at("/state/addresses/0");
        assertThat(address.path("address").asString())
                .isEqualTo(life.addressOf(ada).toString());
        assertThat(address.path("verified").asBoolean(true)).isFalse();
        assertThat(address.at("/value/closed").asString()).isEqualTo(ada.stream());
        assertThat(state.at("/state/open_recoveries")).isEmpty();
        assertThat(state.at("/state/who_could_recover")).isEmpty();
        assertThat(state.at("/state/policy/hash").asString())
                .isEqualTo(log.side().codec().hash(Policy.kratos()));
        assertThat(state.at("/state/policy/content/submissions_max").asInt()).isEqualTo(5);
    }

    @Test
    void a_letter_on_its_way_means_that_whoever_reads_the_address_could_recover() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.wrong(flow);

        var state = identity("").path("state");

        assertThat(state.at("/open_recoveries/0/recovery").asString()).isEqualTo(flow.toString());
        assertThat(state.at("/open_recoveries/0/tries_left").asInt()).isEqualTo(4);
        assertThat(state.at("/open_recoveries/0/letters_left").asInt()).isEqualTo(49);
        assertThat(state.at("/secrets/0/opens").asBoolean()).isTrue();
        assertThat(state.at("/secrets/0/expires_at").asString()).isEqualTo(at(3_600));
        assertThat(state.at("/who_could_recover/0/address").asString())
                .isEqualTo(life.addressOf(ada).toString());
        assertThat(left(state, "codes_per_identity")).isEqualTo(49);
        assertThat(left(state, "letters_per_address")).isEqualTo(29);
    }

    @Test
    void the_same_question_about_an_earlier_moment_gives_what_was_so_then() {
        var flow = life.open();
        long before = head();
        life.ask(flow, Optional.of(ada));
        long asking = head();
        clock.forward(Duration.ofMinutes(1));
        life.right(flow);

        assertThat(identity("" + before).at("/state/secrets")).isEmpty();
        assertThat(identity("" + asking).at("/state/who_could_recover")).hasSize(1);
        assertThat(identity("" + asking).at("/state/sessions")).isEmpty();
        assertThat(identity(at(30)).at("/state/who_could_recover")).hasSize(1);
        var now = identity("").path("state");
        assertThat(now.path("who_could_recover")).isEmpty();
        assertThat(now.path("sessions")).hasSize(1);
        assertThat(now.at("/sessions/0/came_of").asString()).isEqualTo(flow.stream());
        assertThat(now.at("/addresses/0/verified").asBoolean()).isTrue();
    }

    @Test
    void a_secret_opens_until_its_last_microsecond() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        clock.forward(Duration.ofHours(2));

        assertThat(identity(noon.plusSeconds(3_600).minusNanos(1_000).toString())
                        .at("/state/who_could_recover"))
                .hasSize(1);
        assertThat(identity(at(3_600)).at("/state/secrets")).isEmpty();
    }

    @Test
    void nobody_could_recover_with_the_right_code_where_decide_says_so() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.happens(new IdentityStateChanged(ada, false, clock.instant()));
        assertThat(identity("").at("/state/secrets/0/why_not").asString()).isEqualTo("identity inactive");

        life.happens(new IdentityStateChanged(ada, true, clock.instant()));
        assertThat(identity("").at("/state/who_could_recover")).hasSize(1);

        life.happens(new AddressReleased(ada, life.addressOf(ada), clock.instant()));
        assertThat(identity("").at("/state/secrets/0/why_not").asString()).isEqualTo("owner gone");
    }

    @Test
    void a_flow_without_tries_and_an_identity_without_budget_are_recovered_by_nobody() {
        var locked = life.open();
        life.ask(locked, Optional.of(ada));
        for (int i = 0; i < 5; i++) {
            life.wrong(locked);
        }
        assertThat(identity("").at("/state/secrets/0/why_not").asString()).isEqualTo("too often");

        for (int i = 0; i < 9; i++) {
            var flow = life.open();
            life.ask(flow, Optional.of(ada));
            for (int j = 0; j < 5; j++) {
                life.wrong(flow);
            }
        }
        life.ask(life.open(), Optional.of(ada));
        var spent = identity("").path("state");
        assertThat(left(spent, "codes_per_identity")).isZero();
        assertThat(spent.path("who_could_recover")).isEmpty();
        assertThat(spent.at("/secrets/10/why_not").asString()).isEqualTo("throttled");
    }

    @Test
    void budgets_are_full_again_in_the_next_window() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.wrong(flow);
        clock.forward(Duration.ofHours(1));

        assertThat(left(identity("").path("state"), "codes_per_identity")).isEqualTo(50);
        assertThat(left(identity(at(3_540)).path("state"), "codes_per_identity"))
                .isEqualTo(49);
    }

    @Test
    void a_session_says_whether_it_holds_and_what_ended_it() {
        var session = recovered();
        assertThat(session(session).at("/state/holds").asBoolean()).isTrue();

        life.happens(new SessionsRevoked(ada, Optional.empty(), clock.instant()));

        var ended = session(session).path("state");
        assertThat(ended.path("holds").asBoolean(true)).isFalse();
        assertThat(ended.path("why_not").asString()).isEqualTo("revoked");
        assertThat(ended.path("ended_by").asString()).isEqualTo("identity.SessionsRevoked");
        assertThat(ended.path("ended_at_position").asLong()).isEqualTo(head());
        assertThat(asked.session(session, "" + (head() - 1)).at("/state/holds").asBoolean())
                .isTrue();
    }

    @Test
    void a_session_is_over_when_its_time_is_or_its_owner() {
        var session = recovered();
        clock.forward(Duration.ofHours(23));
        assertThat(session(session).at("/state/holds").asBoolean()).isTrue();
        clock.forward(Duration.ofHours(1));
        assertThat(session(session).at("/state/why_not").asString()).isEqualTo("expired");

        life.happens(new IdentityDeleted(ada, clock.instant().minusSeconds(1)));
        assertThat(identity("").at("/state/state").asString()).isEqualTo("deleted");
    }

    @Test
    void a_recovery_says_its_state_and_what_its_client_saw() {
        var flow = life.open();
        long opened = head();
        life.ask(flow, Optional.of(ada));
        life.wrong(flow);

        var answer = asked.recovery(flow, "");

        assertThat(answer.at("/state/state").asString()).isEqualTo("awaiting_code");
        assertThat(answer.at("/state/messages/0").asInt()).isEqualTo(4060006);
        assertThat(answer.at("/state/submissions").asInt()).isEqualTo(1);
        assertThat(left(answer.path("state"), "codes_per_identity")).isEqualTo(49);
        assertThat(answer.at("/state/who_could_recover")).hasSize(1);
        assertThat(answer.at("/document/state").asString()).isEqualTo("sent_email");
        assertThat(asked.recovery(flow, "" + opened).at("/state/state").asString())
                .isEqualTo("awaiting_address");
    }

    @Test
    void a_recovery_of_an_address_that_nobody_owns_opens_nothing() {
        var flow = life.open();
        life.ask(flow, Optional.empty());
        life.wrong(flow);

        var state = asked.recovery(flow, "").path("state");

        assertThat(state.at("/secrets/0/why_not").asString()).isEqualTo("no match");
        assertThat(left(state, "codes_per_address")).isEqualTo(49);
    }

    @Test
    void an_address_says_whose_it_was_and_what_became_of_its_letters() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.deliver(flow);
        life.ask(flow, Optional.of(ada));
        life.happens(new AddressVerified(ada, life.addressOf(ada), clock.instant()));

        var state = asked.address(life.addressOf(ada), "").path("state");

        assertThat(state.path("claimed").asBoolean()).isTrue();
        assertThat(state.path("verified").asBoolean()).isTrue();
        assertThat(state.at("/ownership/0/identity").asString()).isEqualTo(ada.toString());
        assertThat(state.at("/letters/0/fate").asString()).isEqualTo("delivered");
        assertThat(state.at("/letters/1/fate").asString()).isEqualTo("on its way");
        assertThat(left(state, "letters_per_address")).isEqualTo(28);

        life.happens(new AddressReleased(ada, life.addressOf(ada), clock.instant()));
        var released = asked.address(life.addressOf(ada), "").path("state");
        assertThat(released.path("claimed").asBoolean(true)).isFalse();
        assertThat(released.at("/ownership/0/until").asLong()).isEqualTo(head());
        assertThat(released.path("who_could_recover")).isEmpty();
    }

    @Test
    void the_hash_is_the_same_for_the_same_state_and_another_for_another() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        var before = identity("").path("state_hash").asString();

        life.happens(new PasswordChanged(ada, new PasswordId(UUID.randomUUID()), clock.instant()));

        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(identity("" + (head() - 1)).path("state_hash").asString()).isEqualTo(before);
        assertThat(identity("").path("state_hash").asString()).isNotEqualTo(before);
        assertThat(identity("").path("state_hash").asString())
                .isEqualTo(log.side().codec().hash(identity("").path("state")));
    }

    @Test
    void what_the_views_have_not_seen_is_read_from_the_log() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        var unseen = List.of(asked.unseenIdentity(ada), asked.unseenAddress(life.addressOf(ada)));
        assertThat(unseen.getFirst().at("/state/who_could_recover")).hasSize(1);

        var seen = List.of(identity(""), asked.address(life.addressOf(ada), ""));

        assertThat(seen).isEqualTo(unseen);
    }

    @Test
    void no_address_stands_in_an_answer() {
        var session = recovered();

        for (var answer : List.of(identity(""), session(session), asked.address(life.addressOf(ada), ""))) {
            assertThat(answer.toString()).doesNotContain(Life.CANARY).doesNotContain("bWFj");
        }
    }

    @Test
    void what_was_not_there_yet_is_not_found_and_what_is_no_moment_is_refused() {
        var absent = new IdentityId(UUID.randomUUID());
        assertThat(asked.status("identities", absent.toString(), "")).isEqualTo(404);
        assertThat(asked.status("identities", ada.toString(), "0")).isEqualTo(404);
        for (var hostile : List.of("x", "../..", "' or 1=1 --", "%00", "\u0000", "1".repeat(40))) {
            for (var kind : List.of("identities", "recoveries", "sessions", "addresses")) {
                assertThat(asked.status(kind, hostile, ""))
                        .as("%s %s", kind, hostile)
                        .isEqualTo(404);
            }
        }
        for (var moment : List.of(
                "x",
                "-1",
                "999999999999999999",
                "1".repeat(30),
                "2026-13-01T00:00:00Z",
                "2126-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "1000000000-01-01T00:00:00Z",
                "2026-11-21T12:00:00",
                "1e9",
                "0x1")) {
            assertThat(asked.status("identities", ada.toString(), moment))
                    .as(moment)
                    .isEqualTo(400);
        }
    }

    private SessionId recovered() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.right(flow);
        return log.all().stream()
                .filter(envelope -> envelope.event() instanceof SessionIssued)
                .map(envelope -> ((SessionIssued) envelope.event()).sessionId())
                .toList()
                .getLast();
    }

    private static int left(JsonNode state, String budget) {
        for (var one : state.path("budgets")) {
            if (one.path("budget").asString().equals(budget)) {
                return one.path("left").asInt();
            }
        }
        throw new AssertionError("no budget " + budget + " in " + state.path("budgets"));
    }

    private String at(long seconds) {
        return noon.plusSeconds(seconds).toString();
    }

    private long head() {
        return log.feed().head().position();
    }

    private JsonNode identity(String asOf) {
        return asked.identity(ada, asOf);
    }

    private JsonNode session(SessionId id) {
        return asked.session(id, "");
    }
}
