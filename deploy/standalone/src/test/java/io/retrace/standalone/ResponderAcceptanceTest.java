package io.retrace.standalone;

import static io.retrace.standalone.Responder.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * What a responder expects, point by point, of an evening on which an account was taken: somebody looked for accounts, then
 * guessed a code at the fourth try; somebody honest needed as many; the victim had recovered before.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponderAcceptanceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NETWORK = "203.0.113.0/24";

    // windows of a day: an hour could end between two requests
    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.http.trusted_proxies", "127.0.0.1/32",
            "retrace.budgets.codes_per_identity.window", "24h",
            "retrace.budgets.initiations_per_network.limit", "100",
            "retrace.budgets.initiations_per_network.window", "24h"));
    private final Endpoints endpoints = retrace.endpoints();
    private final NativeClient client = new NativeClient(endpoints);
    private final Responder responder = new Responder(client, endpoints.adminBase());
    private final Superuser superuser = new Superuser(retrace);
    private final LiveTail tail = LiveTail.of(endpoints.adminBase(), "");
    private final String victim = "victim-" + UUID.randomUUID() + "@example.org";
    private final String slow = "slow-" + UUID.randomUUID() + "@example.org";
    private String identity = "";
    private String slowFlow = "";
    private String takenFlow = "";
    private String code = "";
    private long from;
    private long asked;
    private long to;

    @BeforeAll
    void anEvening() {
        var home = new Visitor(client, endpoints, "198.51.100.7", "Mozilla/5.0 Firefox/140.0", trace());
        var other = new Visitor(client, endpoints, "192.0.2.44", "Mozilla/5.0 Firefox/140.0", trace());
        var attacker = new Visitor(client, endpoints, "203.0.113.66", "python-requests/2.32.3", TRACE);
        from = retrace.logged() + 1;
        identity = client.createIdentity(victim);
        client.createIdentity(slow);
        home.codeAfterWrongOnes(0, home.askNew(victim), victim);
        slowFlow = other.askNew(slow);
        assertThat(other.codeAfterWrongOnes(3, slowFlow, slow).text("/state")).isEqualTo("passed_challenge");
        attacker.askNew("nobody-" + UUID.randomUUID() + "@example.org");
        takenFlow = attacker.askNew(victim);
        await().atMost(SOON).until(() -> client.lettersTo(victim) == 2);
        code = client.mailedCode(victim);
        asked = retrace.logged();
        assertThat(attacker.codeAfterWrongOnes(3, takenFlow, victim).text("/state"))
                .isEqualTo("passed_challenge");
        await().atMost(SOON)
                .until(() -> retrace.typesSince(from).stream()
                                .filter("letter.LetterDelivered"::equals)
                                .count()
                        == 3);
        to = retrace.logged();
        responder.awaitSeen(to);
    }

    @AfterAll
    void close() {
        tail.close();
        retrace.close();
    }

    @Test
    void point_1_one_timeline_by_whatever_is_known_and_each_entry_leads_on() {
        // given what it looks like from the flow
        var taken = completed();
        long position = taken.path("position").asLong();
        // then it is found by everything that a responder may know
        for (var known : List.of(
                "identity=" + identity,
                "address=" + victim,
                "session=" + taken.path("session").asString(),
                "client=203.0.113.66",
                "client=" + NETWORK,
                "agent=python-requests",
                "trace=" + TRACE,
                "actor=" + taken.path("actor").asString(),
                "type=recovery.RecoveryCompleted&outcome=success&from_position=" + from)) {
            assertThat(positions(responder.found(known))).as(known).contains(position);
        }
        var address = addressId();
        for (var of : List.of(
                "recoveries/" + takenFlow + "/timeline",
                "identities/" + identity + "/timeline",
                "addresses/" + address + "/timeline",
                "networks/timeline?network=" + NETWORK)) {
            assertThat(positions(responder.timeline(of))).as(of).isSorted().contains(position);
        }
        // and what an entry names leads on: to everything that its network tried, and to the session that came of it
        var network = taken.at("/client/network").asString();
        assertThat(responder.found("client=" + network + "&type=recovery.RecoveryEmailRequested"))
                .hasSize(2)
                .filteredOn(entry -> !entry.has("identity"))
                .hasSize(1);
        assertThat(responder
                        .state("sessions/" + taken.path("session").asString(), to)
                        .at("/state/identity")
                        .asString())
                .isEqualTo(identity);
    }

    @Test
    void point_2_the_state_as_of_any_moment_with_all_that_could_be_used_then_and_no_value_of_it() {
        var state = responder.state("identities/" + identity, asked).path("state");

        assertThat(state.path("addresses")).hasSize(1);
        assertThat(state.path("sessions")).hasSize(1);
        assertThat(state.at("/open_recoveries/0/tries_left").asInt()).isEqualTo(5);
        assertThat(state.at("/secrets/0/opens").asBoolean()).isTrue();
        assertThat(state.at("/who_could_recover/0/recovery").asString()).isEqualTo(takenFlow);
        assertThat(budget(state, "codes_per_identity").path("left").asInt()).isEqualTo(49);
        assertThat(state.at("/policy/hash").asString())
                .isEqualTo(policy().path("hash").asString());
        // and afterwards
        var after = responder.state("identities/" + identity, to).path("state");
        assertThat(after.path("secrets")).isEmpty();
        assertThat(after.path("who_could_recover")).isEmpty();
        assertThat(after.path("sessions"))
                .hasSize(2)
                .anySatisfy(session ->
                        assertThat(session.path("came_of").asString()).isEqualTo("recovery-" + takenFlow));
        // and a time is as good as a position
        var at = responder
                .found("from_position=" + asked + "&to_position=" + asked)
                .getFirst();
        var byTime =
                responder.state("identities/" + identity, at.path("recorded_at").asString());
        assertThat(byTime.path("state_hash"))
                .isEqualTo(responder.state("identities/" + identity, asked).path("state_hash"));
        for (var of : List.of("identities/" + identity, "recoveries/" + takenFlow, "addresses/" + addressId())) {
            assertThat(responder.state(of, asked).toString())
                    .as(of)
                    .doesNotContain(victim)
                    .doesNotContain("\"" + code + "\"")
                    .doesNotContain("\"mac\"");
        }
    }

    @Test
    void point_3_what_was_answered_and_why_with_the_counters_of_that_moment() {
        var rejected = responder
                .found("flow=" + takenFlow + "&type=recovery.CodeRejected")
                .getLast();
        var step = responder
                .get("recoveries/" + takenFlow + "/steps")
                .path("steps")
                .valueStream()
                .filter(one -> one.path("id").equals(rejected.path("id")))
                .findFirst()
                .orElseThrow();

        assertThat(rejected.path("outcome").asString()).isEqualTo("failure");
        assertThat(rejected.path("reason").asString()).isEqualTo("no match, submission 3");
        assertThat(rejected.path("tries_left").asInt()).isEqualTo(2);
        assertThat(rejected.at("/budgets/0/budget").asString()).isEqualTo("CODES_PER_IDENTITY");
        assertThat(rejected.path("policy_hash").asString())
                .isEqualTo(policy().path("hash").asString());
        assertThat(policy().at("/policy/submissions_max").asInt()).isEqualTo(5);
        assertThat(rejected.path("software").asString()).startsWith("retrace/");
        assertThat(step.at("/answer/messages/0").asInt()).isEqualTo(4060006);
        // the victim's own code, then three of the attacker's
        assertThat(budget(step, "codes_per_identity").path("spent").asInt()).isEqualTo(4);
        assertThat(budget(step, "codes_per_identity").path("left").asInt()).isEqualTo(46);
        // the attacker's second flow
        var opened = responder.get("recoveries/" + takenFlow + "/steps").at("/steps/0");
        assertThat(budget(opened, "initiations_per_network").path("left").asInt())
                .isEqualTo(98);
    }

    @Test
    void point_4_what_another_policy_would_have_stopped_and_whom_it_would_have_hurt() {
        var tries = responder.report(request("{\"submissions_max\":3}"));
        var budget =
                responder.report(request("{\"budgets\":{\"codes_per_identity\":{\"limit\":4,\"window\":\"PT24H\"}}}"));

        assertThat(tries.at("/suspects/stopped").asInt()).isEqualTo(1);
        assertThat(tries.at("/others/stopped").asInt()).isEqualTo(1);
        assertThat(tries.path("stopped")
                        .valueStream()
                        .map(one -> one.path("flow").asString()))
                .containsExactlyInAnyOrder("recovery-" + takenFlow, "recovery-" + slowFlow);
        assertThat(budget.at("/suspects/stopped").asInt()).isEqualTo(1);
        assertThat(budget.at("/others/stopped").asInt()).isZero();
        assertThat(budget.at("/stopped/0/identity").asString()).isEqualTo(identity);
        assertThat(budget.at("/stopped/0/cut/position").asLong()).isBetween(asked, to);
    }

    @Test
    void point_8_what_was_told_live_is_what_history_tells_and_deciding_again_decides_the_same() {
        var found = responder.found("from_position=" + from + "&to_position=" + to);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(tail.heard().stream()
                                .filter(entry -> entry.path("position").asLong() >= from)
                                .filter(entry -> entry.path("position").asLong() <= to)
                                .toList())
                        .isEqualTo(found));
        var report = responder.report(request("\"recorded\""));
        assertThat(report.path("decisions").asLong()).isGreaterThan(15);
        assertThat(report.path("changed").asLong() + report.path("unreachable").asLong())
                .isZero();
        assertThat(report.path("unknown_policies")).isEmpty();
    }

    @Test
    void point_9_a_replay_changes_nothing_can_be_cancelled_and_resumed_and_is_on_record() {
        // given
        var state = responder.state("identities/" + identity, to);
        int letters = client.lettersTo(victim);
        long before = retrace.logged();
        // when one is held up in its midst, and another waits behind it
        String running;
        String waiting;
        try (var _ = superuser.hold("lock table view.audit in access exclusive mode")) {
            running = responder.begin(request("{\"submissions_max\":3}"));
            responder.run(running, run -> run.path("status").asString().equals("running"));
            waiting = responder.begin(request("{\"submissions_max\":4}"));
            for (var id : List.of(running, waiting)) {
                assertThat(responder.replays("DELETE", "/" + id, "").status()).isEqualTo(204);
                assertThat(responder.replays("GET", "/" + id, "").text("/status"))
                        .isEqualTo("cancelled");
            }
        }
        for (var id : List.of(running, waiting)) {
            assertThat(responder.replays("POST", "/" + id + "/resume", "").status())
                    .isEqualTo(202);
        }
        // then
        for (var id : List.of(running, waiting)) {
            assertThat(responder
                            .run(id, run -> run.has("ended_at"))
                            .path("status")
                            .asString())
                    .isEqualTo("completed");
        }
        assertThat(responder.replays("DELETE", "/" + running, "").status()).isEqualTo(409);
        assertThat(responder.run(running, _ -> true).path("report"))
                .isEqualTo(responder.report(request("{\"submissions_max\":3}")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                responder.found("type=operation.ReplayRun&from_position=" + (before + 1)))
                        .allSatisfy(
                                run -> assertThat(run.path("actor").asString()).isNotEmpty())
                        .filteredOn(run -> run.at("/data/outcome").asString().equals("COMPLETED"))
                        .hasSize(3));
        assertThat(retrace.typesSince(before))
                .filteredOn(type -> !type.equals("operation.AuditRead")) // that somebody looked is on record, too
                .containsOnly("operation.ReplayRun");
        assertThat(responder.state("identities/" + identity, to)).isEqualTo(state);
        assertThat(client.lettersTo(victim)).isEqualTo(letters);
    }

    @Test
    void point_10_what_is_missing_late_or_odd_is_shown_as_such() {
        // given a clock that was ahead, and with it a pause
        superuser.execute(
                "update log.event_head set recorded_at = greatest(recorded_at, now()) + interval '20 seconds'");
        // when neither the view nor the relay get on
        String flow;
        try (var _ = superuser.hold("""
                select 1 from view.progress where name = 'audit' for update;
                select 1 from log.follower where name = 'relay' for update""")) {
            flow = client.openRecovery();
            // then it is said how much is missing since when, and the state is told all the same
            var timeline = responder.get("recoveries/" + flow + "/timeline");
            assertThat(timeline.at("/view/missing").asLong()).isPositive();
            assertThat(timeline.at("/view/oldest_missing_at").asString()).isNotEmpty();
            assertThat(responder
                            .state("recoveries/" + flow, "")
                            .at("/state/state")
                            .asString())
                    .isEqualTo("awaiting_address");
            await().atMost(SOON)
                    .until(() -> lag(client.getAdmin("/admin/projections").json()) > 0);
            await().atMost(SOON).until(() -> metric("retrace_relay_lag") > 0);
        }
        // when they do again
        responder.awaitSeen(retrace.logged());
        // then
        var entries = responder.timeline("recoveries/" + flow + "/timeline");
        assertThat(entries.getFirst().path("skew_ms").asLong()).isGreaterThan(10_000);
        var network = responder.timeline("networks/timeline?network=127.0.0.0/8&gap=5&limit=500");
        assertThat(network).anyMatch(entry -> entry.path("gap_before_ms").asLong() > 5_000);
        await().atMost(SOON).until(() -> metric("retrace_relay_lag") == 0);
        // and while it cannot be put on record that somebody reads, nobody does
        superuser.execute("revoke execute on function log.append_operation from retrace_query, retrace_command");
        var unread = client.getAdmin("/admin/audit/recoveries/" + UUID.randomUUID());
        superuser.execute("grant execute on function log.append_operation to retrace_query, retrace_command");
        assertThat(unread.status()).isEqualTo(503);
        assertThat(unread.text("/type")).isEqualTo("urn:retrace:problem:not-on-record");
        assertThat(responder.get("recoveries/" + flow).path("events")).isNotEmpty();
    }

    private JsonNode completed() {
        return responder
                .found("flow=" + takenFlow + "&type=recovery.RecoveryCompleted")
                .getFirst();
    }

    private String addressId() {
        return responder
                .found("identity=" + identity + "&type=identity.AddressClaimed")
                .getFirst()
                .at("/data/address_id")
                .asString();
    }

    /** The policy that is in force, as it was put on record. */
    private JsonNode policy() {
        return responder.found("type=operation.PolicyChanged").getLast().path("data");
    }

    private static JsonNode budget(JsonNode of, String name) {
        return of.path("budgets")
                .valueStream()
                .filter(budget -> budget.path("budget").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String request(String policy) {
        return """
                {"range":{"from":%d,"to":%d},"policy":%s,"suspects":{"clients":["%s"]}}""".formatted(from, to, policy, NETWORK);
    }

    private static long lag(JsonNode projections) {
        return projections
                .valueStream()
                .map(view -> view.path("lag").asLong())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private double metric(String name) {
        return client.getAdmin("/metrics/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    private static String trace() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
