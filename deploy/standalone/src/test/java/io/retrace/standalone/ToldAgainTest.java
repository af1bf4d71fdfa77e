package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What a responder is told of an evening on which somebody guessed a code, and somebody honest mistyped one: as it was, and
 * as it would have been.
 */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldAgainTest {

    private static final String WRONG = "12345x";

    private final NativeClient client;
    private final StandaloneFixture retrace;
    private final String honest = "honest-" + UUID.randomUUID() + "@example.org";
    private final String victim = "victim-" + UUID.randomUUID() + "@example.org";
    private String mistyped = "";
    private String guessed = "";
    private long from;
    private long to;

    ToldAgainTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        client = new NativeClient(retrace.endpoints());
    }

    @BeforeAll
    void anEvening() {
        from = retrace.logged() + 1;
        client.createIdentity(honest);
        client.createIdentity(victim);
        mistyped = client.askForCode(honest);
        client.submitCode(mistyped, WRONG);
        client.submitCode(mistyped, WRONG);
        client.submitCode(mistyped, client.mailedCode(honest));
        guessed = client.askForCode(victim);
        for (int guess = 0; guess < 4; guess++) {
            client.submitCode(guessed, WRONG);
        }
        assertThat(client.submitCode(guessed, client.mailedCode(victim)).text("/state"))
                .isEqualTo("passed_challenge");
        to = retrace.logged();
    }

    @Test
    void with_the_recorded_policy_every_decision_comes_out_as_it_was() {
        var report = report("\"recorded\"");

        assertThat(report.path("decisions").asLong()).isGreaterThan(10);
        assertThat(report.path("changed").asLong()).isZero();
        assertThat(report.path("samples")).isEmpty();
    }

    @Test
    void the_policy_in_force_stops_nobody_when_it_is_named_as_another() {
        var report = report("{}");

        assertThat(report.path("changed").asLong()).isZero();
        assertThat(report.path("unreachable").asLong()).isZero();
        assertThat(report.path("stopped")).isEmpty();
    }

    @Test
    void fewer_tries_would_have_stopped_the_attack_and_hurt_nobody() {
        var report = report("{\"submissions_max\":4}");

        assertThat(report.at("/suspects/recorded/completed").asLong()).isEqualTo(1);
        assertThat(report.at("/suspects/told/completed").asLong()).isZero();
        assertThat(report.at("/suspects/told/judged").asLong()).isEqualTo(4);
        assertThat(report.at("/others/stopped").asLong()).isZero();
        assertThat(report.path("stopped")).hasSize(1);
        var stopped = report.path("stopped").get(0);
        assertThat(stopped.path("flow").asString()).isEqualTo("recovery-" + guessed);
        assertThat(stopped.path("suspect").asBoolean()).isTrue();
        assertThat(stopped.at("/cut/position").asLong()).isBetween(from, to);
    }

    @Test
    void too_few_would_have_stopped_somebody_honest_too_and_the_report_says_whom_and_where() {
        var report = report("{\"submissions_max\":2}");

        assertThat(report.at("/suspects/stopped").asLong()).isEqualTo(1);
        assertThat(report.at("/others/stopped").asLong()).isEqualTo(1);
        assertThat(report.path("stopped"))
                .filteredOn(one -> !one.path("suspect").asBoolean())
                .singleElement()
                .satisfies(one -> assertThat(one.path("flow").asString()).isEqualTo("recovery-" + mistyped));
    }

    @Test
    void a_letter_that_would_not_have_been_sent_makes_its_code_unreachable() {
        var report = report("{\"budgets\":{\"letters_per_address\":{\"limit\":0,\"window\":\"PT1H\"},"
                + "\"codes_per_identity\":{\"limit\":1,\"window\":\"PT1H\"}}}");

        assertThat(report.at("/suspects/told/completed").asLong()).isZero();
        assertThat(report.at("/suspects/told/throttled").asLong()).isPositive();
        assertThat(report.at("/suspects/told/judged").asLong()).isEqualTo(1);
    }

    @Test
    void the_hours_tell_the_attack_apart_and_what_decisions_became() {
        var report = report("{\"submissions_max\":4}");

        long guesses = sum(report, "/suspects/told/judged");
        assertThat(sum(report, "/suspects/recorded/judged")).isEqualTo(5);
        assertThat(guesses).isEqualTo(4);
        assertThat(sum(report, "/suspects/cut")).isEqualTo(1);
        assertThat(sum(report, "/suspects/stopped")).isEqualTo(1);
        assertThat(sum(report, "/others/cut")).isZero();
        assertThat(report.path("hours")
                        .valueStream()
                        .flatMap(hour -> hour.path("changed").valueStream()))
                .isNotEmpty();
    }

    @Test
    void two_reports_lie_beside_each_other() {
        var tight =
                ended(begin("{\"submissions_max\":2}").text("/id")).path("id").asString();
        var wide =
                ended(begin("{\"submissions_max\":4}").text("/id")).path("id").asString();

        var comparison = client.getAdmin("/admin/replays/compare?a=" + tight + "&b=" + wide)
                .json();

        assertThat(comparison.at("/stopped/both")).hasSize(1);
        assertThat(comparison.at("/stopped/only_b")).isEmpty();
        assertThat(comparison.at("/stopped/only_a"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("flow").asString()).isEqualTo("recovery-" + mistyped));
        assertThat(comparison.path("unlike")).isEmpty();
        assertThat(comparison.at("/a/policy/submissions_max").asInt()).isEqualTo(2);
    }

    @Test
    void what_was_told_as_recorded_cannot_be_compared() {
        var recorded = ended(begin("\"recorded\"").text("/id")).path("id").asString();

        var refused = client.getAdmin("/admin/replays/compare?a=" + recorded + "&b=" + recorded);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("urn:retrace:problem:not-comparable");
    }

    @Test
    void a_run_is_on_record_and_appends_nothing_else() {
        long before = retrace.logged();

        report("{\"submissions_max\":3}");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(retrace.typesSince(before))
                        .filteredOn(type -> !type.equals("operation.AuditRead")) // that we look is on record, too
                        .containsExactly("operation.ReplayRun"));
    }

    @Test
    void a_run_that_was_cancelled_can_be_taken_up_again() {
        var id = begin("{\"submissions_max\":3}").text("/id");
        var cancelled = client.send("DELETE", retrace.endpoints().adminBase(), "/admin/replays/" + id, "");
        if (cancelled.status() == 409) {
            return; // it was quicker
        }
        assertThat(client.getAdmin("/admin/replays/" + id).text("/status")).isEqualTo("cancelled");

        var resumed = client.send("POST", retrace.endpoints().adminBase(), "/admin/replays/" + id + "/resume", "");

        assertThat(resumed.status()).isEqualTo(202);
        var run = ended(id);
        assertThat(run.path("status").asString()).isEqualTo("completed");
        assertThat(run.path("position").asLong()).isEqualTo(run.path("to").asLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"policy\":7}",
                "{\"policy\":\"unheard-of\"}",
                "{\"policy\":{\"submissions_max\":0}}",
                "{\"policy\":{\"submissions_max\":\"many\"}}",
                "{\"policy\":{\"no_such_limit\":1}}",
                "{\"range\":{\"from\":\"yesterday\"}}",
                "{\"range\":{\"from\":9,\"to\":3}}",
                "{\"range\":[1,2]}",
                "{\"suspects\":{\"clients\":[\"example.org\"]}}",
                "{\"suspects\":{\"clients\":[\"10.1/16\"]}}",
                "{\"suspects\":{\"identities\":[1]}}",
                "{\"more\":1}"
            })
    void what_cannot_be_told_is_refused(String body) {
        var answer = client.send(
                "POST", retrace.endpoints().adminBase(), "/admin/replays", body, "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void a_limit_out_of_its_bounds_is_named_with_its_bounds_and_without_what_was_sent() {
        var answer = client.send(
                "POST",
                retrace.endpoints().adminBase(),
                "/admin/replays",
                "{\"policy\":{\"submissions_max\":-4711}}",
                "Content-Type",
                "application/json");

        assertThat(answer.text("/detail")).isEqualTo("submissionsMax must be from 1 to 255");
        assertThat(answer.body()).doesNotContain("4711");
    }

    private static long sum(JsonNode report, String count) {
        return report.path("hours")
                .valueStream()
                .mapToLong(hour -> hour.at(count).asLong())
                .sum();
    }

    private JsonNode report(String policy) {
        var run = ended(begin(policy).text("/id"));
        assertThat(run.path("status").asString()).isEqualTo("completed");
        return run.path("report");
    }

    private Answer begin(String policy) {
        var body = """
                {"range":{"from":%d,"to":%d},"policy":%s,"suspects":{"flows":["%s"]}}""".formatted(from, to, policy, guessed);
        var begun = client.send(
                "POST", retrace.endpoints().adminBase(), "/admin/replays", body, "Content-Type", "application/json");
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return begun;
    }

    private JsonNode ended(String id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> client.getAdmin("/admin/replays/" + id).json(), run -> run.has("ended_at"));
    }
}
