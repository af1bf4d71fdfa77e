package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.transcripts.ScriptedServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The harness, proved against answers that are right, or wrong in one place. */
class ReplayTest {

    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String TWO = "22222222-2222-4222-8222-222222222222";

    private static final String CREATE = """
            {"step": "create", "as": "native",
             "request": {"server": "public", "method": "GET", "path": "/api", "headers": {"accept": "*/*"}},
             "response": {"status": 200, "headers": {"content-type": "application/json", "vary": "Origin, Cookie"},
                          "body": {"id": "<recovery-flow-1>", "ui": {"action": "<public>/r?flow=<recovery-flow-1>"},
                                   "issued_at": "<time>", "expires_at_unix": "<unix>", "count": 5}}}""";

    private static final String FETCH = """
            {"step": "fetch", "as": "native",
             "request": {"server": "public", "method": "GET", "path": "/flows?id=<recovery-flow-1>"},
             "response": {"status": 200, "headers": {}, "body": {"id": "<recovery-flow-1>"}}}""";

    private static final String LOGIN = """
            {"step": "login", "as": "browser",
             "request": {"server": "public", "method": "GET", "path": "/login"},
             "response": {"status": 204, "headers": {"set-cookie": [
                 "csrf_token_<hash>=<cookie>; Path=/; HttpOnly",
                 "ory_kratos_session=<cookie>; Path=/; Expires=<date>; Max-Age=86400; HttpOnly"]}}}""";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_right_answer_makes_no_difference() throws InterruptedException {
        server.answering(created(ONE), Reply.json("{\"id\":\"" + ONE + "\"}"));

        assertThat(replay(CREATE, FETCH)).isEmpty();
        assertThat(server.received().getLast().line()).isEqualTo("GET /flows?id=" + ONE);
    }

    @Test
    void a_wrong_field_is_named_by_its_path() throws InterruptedException {
        server.answering(answer(body(ONE).replace(":5}", ":6}")));

        assertThat(replay(CREATE)).containsExactly("test, step 1 \"create\": $.count: expected 5, was 6");
    }

    @Test
    void a_wrong_text_is_shown_with_the_values_of_its_placeholders() throws InterruptedException {
        String other = publicBase() + "/r?flow=" + TWO;
        server.answering(answer(body(ONE).replace("/r?flow=" + ONE, "/r?flow=" + TWO)));

        assertThat(replay(CREATE))
                .containsExactly("test, step 1 \"create\": $.ui.action: expected \"<public>/r?flow=<recovery-flow-1>\""
                        + " (here \"" + publicBase() + "/r?flow=" + ONE + "\"), was \"" + other + "\"");
    }

    @Test
    void a_field_too_many_and_a_field_too_few_are_differences() throws InterruptedException {
        server.answering(answer(body(ONE).replace("\"count\":5", "\"colour\":\"red\"")));

        assertThat(replay(CREATE))
                .containsExactly(
                        "test, step 1 \"create\": $.count: missing, expected 5",
                        "test, step 1 \"create\": $.colour: unexpected, was \"red\"");
    }

    @Test
    void a_listed_header_must_match_and_no_other_is_looked_at() throws InterruptedException {
        server.answering(created(ONE).with("X-Other", "7"), Reply.json("{\"id\":\"" + ONE + "\"}"));

        assertThat(replay(CREATE, FETCH))
                .containsExactly(
                        "test, step 1 \"create\": header content-type: missing, expected \"application/json\"",
                        "test, step 1 \"create\": header vary: missing, expected \"Origin, Cookie\"");
    }

    @Test
    void a_placeholder_keeps_the_value_it_got_first() throws InterruptedException {
        server.answering(created(ONE), Reply.json("{\"id\":\"" + TWO + "\"}"));

        assertThat(replay(CREATE, FETCH))
                .containsExactly("test, step 2 \"fetch\": $.id: expected \"<recovery-flow-1>\" (here \"" + ONE
                        + "\"), was \"" + TWO + "\"");
    }

    @Test
    void another_status_is_shown_with_the_body() throws InterruptedException {
        server.answering(created(ONE), Reply.json("{\"error\":7}").with(404));

        assertThat(replay(CREATE, FETCH))
                .containsExactly(
                        "test, step 2 \"fetch\": status: expected 200, was 404; body \"{\"error\":7}\"",
                        "test, step 2 \"fetch\": $.id: missing, expected \"<recovery-flow-1>\"",
                        "test, step 2 \"fetch\": $.error: unexpected, was 7");
    }

    @Test
    void cookies_are_compared_in_any_order_and_a_session_may_be_a_minute_short() throws InterruptedException {
        server.answering(loggedIn("86340"));

        assertThat(replay(LOGIN)).isEmpty();
    }

    @Test
    void a_cookie_with_another_attribute_is_a_difference() throws InterruptedException {
        server.answering(loggedIn("86339"));

        assertThat(replay(LOGIN))
                .singleElement()
                .asString()
                .contains("header set-cookie: expected \"ory_kratos_session=");
    }

    @Test
    void a_body_where_none_was_recorded_is_a_difference() throws InterruptedException {
        server.answering(Reply.json("{}"));

        assertThat(replay(LOGIN.replace("204", "200").replaceFirst("(?s)\\{\"set-cookie\".*?]}", "{}")))
                .containsExactly("test, step 1 \"login\": body: expected none, was \"{}\"");
    }

    @Test
    void a_defect_may_be_answered_otherwise_and_what_fits_is_bound() throws InterruptedException {
        server.answering(answer(body(ONE).replace(":5}", ":6}")).with(409), Reply.json("{\"id\":\"" + ONE + "\"}"));

        assertThat(replay(withDefect(CREATE, "D17"), FETCH)).isEmpty();
    }

    @Test
    void a_defect_must_not_be_answered_with_a_server_error_nor_not_at_all() throws InterruptedException {
        server.answering(created(ONE).with(503), Reply.closed());

        assertThat(replay(withDefect(CREATE, "D17"), withDefect(FETCH, "D17")))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("a defect may be answered otherwise, but not with 503"),
                        second -> assertThat(second).contains("step 2 \"fetch\": no answer: "));
    }

    @Test
    void of_defect_18_only_the_action_is_free() throws InterruptedException {
        server.answering(
                answer(body(ONE).replace("/r?flow=" + ONE, "/elsewhere").replace(":5}", ":6}")));

        assertThat(replay(withDefect(CREATE, "D18")))
                .containsExactly("test, step 1 \"create\": $.count: expected 5, was 6");
    }

    @Test
    void a_defect_that_is_no_listed_difference_is_judged_like_anything_else() throws InterruptedException {
        server.answering(answer(body(ONE).replace(":5}", ":6}")));

        assertThat(replay(withDefect(CREATE, "D99")))
                .containsExactly("test, step 1 \"create\": $.count: expected 5, was 6");
    }

    @Test
    void a_step_whose_values_are_unknown_is_not_asked() throws InterruptedException {
        assertThat(replay(FETCH))
                .containsExactly(
                        "test, step 1 \"fetch\": not asked: no answer has brought a value for <recovery-flow-1>");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_quick_replay_stops_at_the_first_difference_and_skipped_steps_are_left_out() throws InterruptedException {
        server.answering(created(ONE), Reply.json("{\"id\":7}"));
        var transcript = Transcript.of("test", "[" + String.join(",", CREATE, LOGIN, FETCH, FETCH) + "]");

        var differences = Replay.run(transcript, server.endpoints(), Patience.QUICK, Set.of("login"));

        assertThat(differences).extracting(Difference::step).containsExactly("3 \"fetch\"");
    }

    private List<String> replay(String... steps) throws InterruptedException {
        var transcript = Transcript.of("test", "[" + String.join(",", steps) + "]");
        var patience = new Patience(false, Patience.QUICK.mail());
        return Replay.run(transcript, server.endpoints(), patience, Set.of()).stream()
                .map(Difference::toString)
                .toList();
    }

    private Reply created(String flow) {
        return answer(body(flow));
    }

    private static Reply answer(String body) {
        var json = List.of("application/json");
        return new Reply(200, Map.of("Content-Type", json, "Vary", List.of("Origin", "Cookie")), body);
    }

    private String body(String flow) {
        return """
                {"id":"%s","ui":{"action":"%s/r?flow=%s"},"issued_at":"2026-11-22T03:35:00.123Z",\
                "expires_at_unix":1795318500,"count":5}""".formatted(flow, publicBase(), flow);
    }

    private static Reply loggedIn(String maxAge) {
        return new Reply(204, Map.of(), "")
                .with(
                        "Set-Cookie",
                        "ory_kratos_session=s; Path=/; Expires=Mon, 23 Nov 2026 03:35:00 GMT; Max-Age=" + maxAge
                                + "; HttpOnly",
                        "csrf_token_" + "0a".repeat(32) + "=c; Path=/; HttpOnly");
    }

    private static String withDefect(String step, String defect) {
        return step.replaceFirst("\"as\"", "\"defect\": \"" + defect + "\", \"as\"");
    }

    private String publicBase() {
        return server.endpoints().publicBase().toString();
    }
}
