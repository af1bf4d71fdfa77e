package io.retrace.query.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.policy.Policy;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.Life;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Seen;
import io.retrace.query.asof.SetClock;
import io.retrace.query.asof.Views;
import io.retrace.query.feed.ViewLog;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** What a responder sees who goes through a recovery step by step. */
class StepsTest {

    private static final SetClock clock = new SetClock(Instant.parse("2026-11-21T12:00:00Z"));
    private static final ViewLog log = new ViewLog(clock);
    private static final Life life = new Life(log, clock).under(Policy.kratos());
    private static final Seen seen = new Seen(log);

    private final StepsController controller = controller();
    private final IdentityId ada = life.person();

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void each_event_says_what_it_changed_what_was_answered_and_what_was_left() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.wrong(flow);
        life.right(flow);

        var steps = steps(flow, "");

        assertThat(types(steps))
                .containsExactly(
                        "recovery.RecoveryInitiated",
                        "recovery.RecoveryEmailRequested",
                        "recovery.CodeRejected",
                        "recovery.CodeAccepted",
                        "recovery.RecoveryCompleted");
        var opened = steps.get(0);
        assertThat(opened.path("before").isNull()).isTrue();
        assertThat(opened.at("/after/state").asString()).isEqualTo("choose_method");
        assertThat(opened.at("/changes/0/path").asString()).isEmpty();
        var asked = steps.get(1);
        assertThat(asked.path("before")).isEqualTo(opened.path("after"));
        assertThat(asked.path("changes").toString())
                .contains("{\"op\":\"replace\",\"path\":\"/state\",\"value\":\"sent_email\"}");
        assertThat(asked.path("answer"))
                .isEqualTo(tree("{\"kind\":\"document\",\"state\":\"sent_email\",\"messages\":[1060003]}"));
        var rejected = steps.get(2);
        assertThat(rejected.path("reason").asString()).isEqualTo("no match, submission 1");
        assertThat(rejected.path("tries_left").asInt()).isEqualTo(4);
        assertThat(rejected.at("/answer/messages/0").asInt()).isEqualTo(4060006);
        assertThat(rejected.at("/budgets/0/left").asInt()).isEqualTo(49);
        assertThat(asked.at("/budgets/0/left").asInt()).isEqualTo(50);
        var accepted = steps.get(3);
        assertThat(accepted.at("/answer/kind").asString()).isEqualTo("completed");
        assertThat(steps.get(4).path("decision")).isEqualTo(accepted.path("id"));
        assertThat(steps.get(4).path("answer")).isEqualTo(accepted.path("answer"));
    }

    @Test
    void budgets_count_what_other_flows_spent_until_then() {
        var other = life.open();
        life.ask(other, Optional.of(ada));
        life.wrong(other);
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.wrong(other);
        life.wrong(flow);

        assertThat(steps(flow, ""))
                .extracting(step -> step.at("/budgets/0/spent").asInt(-1))
                .containsExactly(-1, 1, 3);
    }

    @Test
    void budgets_of_an_address_that_nobody_has_count_what_other_flows_to_it_spent() {
        var first = life.open();
        life.ask(first, Optional.empty());
        var flow = life.open();
        long before = spentLetters(ask(flow));

        assertThat(spentLetters(first)).isEqualTo(before - 1);
        life.ask(first, Optional.empty());
        assertThat(spentLetters(flow)).isEqualTo(before);
    }

    private RecoveryId ask(RecoveryId flow) {
        life.ask(flow, Optional.empty());
        return flow;
    }

    /** How many letters the address had been sent when the flow asked for its first one. */
    private long spentLetters(RecoveryId flow) {
        return steps(flow, "")
                .get(1)
                .path("budgets")
                .valueStream()
                .filter(budget -> budget.path("budget").asString().equals("letters_per_address"))
                .findFirst()
                .orElseThrow()
                .path("spent")
                .asLong();
    }

    @Test
    void a_flow_that_was_submitted_too_often_led_to_another() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        for (int i = 0; i < 6; i++) {
            life.wrong(flow);
        }

        var steps = steps(flow, "");

        var last = steps.get(steps.size() - 1);
        assertThat(last.path("type").asString()).isEqualTo("recovery.RecoveryReplaced");
        assertThat(last.at("/answer/kind").asString()).isEqualTo("replaced");
        assertThat(last.at("/answer/reason").asString()).isEqualTo("too often");
        assertThat(last.path("tries_left").asInt(-1)).isZero();
        var next = new RecoveryId(UUID.fromString(last.at("/answer/recovery").asString()));
        assertThat(types(steps(next, ""))).containsExactly("recovery.RecoveryInitiated");
    }

    @Test
    void only_what_had_happened_is_shown_and_nothing_of_what_never_did() {
        var flow = life.open();
        long opened = log.feed().head().position();
        life.ask(flow, Optional.empty());

        assertThat(steps(flow, "" + opened)).hasSize(1);
        assertThat(status(flow.toString(), "" + (opened - 1))).isEqualTo(404);
        assertThat(status(UUID.randomUUID().toString(), "")).isEqualTo(404);
        assertThat(status("' or 1=1", "")).isEqualTo(404);
        assertThat(status(flow.toString(), "soon")).isEqualTo(400);
    }

    @Test
    void no_address_stands_in_it() {
        var flow = life.open();
        life.ask(flow, Optional.of(ada));
        life.ask(flow, Optional.empty());

        assertThat(steps(flow, "").toString()).doesNotContain(Life.CANARY).contains("[closed: " + ada.stream());
    }

    private static List<String> types(JsonNode steps) {
        var types = new ArrayList<String>();
        steps.forEach(step -> types.add(step.path("type").asString()));
        return types;
    }

    private JsonNode steps(RecoveryId flow, String asOf) {
        seen.follow();
        var answer = controller.steps(flow.toString(), request(asOf));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return WireJson.mapper()
                .readTree(Objects.requireNonNull(answer.getBody()))
                .path("steps");
    }

    private int status(String id, String asOf) {
        return controller.steps(id, request(asOf)).getStatusCode().value();
    }

    private static MockHttpServletRequest request(String asOf) {
        var request = new MockHttpServletRequest("GET", "/admin/audit");
        request.setQueryString("as_of=" + asOf);
        return request;
    }

    private static StepsController controller() {
        var database = log.side().database();
        var moments = new Moments(database, clock);
        var histories = new Histories(database, log.side().codec(), moments);
        var json = new RecoveryJson(
                new Urls("http://public", "http://admin", "", "", "", ""), Reveal.CLOSED, Reveal.CLOSED);
        return new StepsController(
                moments,
                new Views(database),
                new Steps(histories, new Spenders(database, log.side().codec(), moments), json));
    }

    private static JsonNode tree(String json) {
        return WireJson.mapper().readTree(json);
    }
}
