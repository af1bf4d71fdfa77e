package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.transcripts.ScriptedServer.Received;
import io.retrace.standalone.transcripts.ScriptedServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire is what was recorded, and nothing else. */
class ProbeTest {

    private static final String TOKEN = "A".repeat(86) + "==";
    private static final String NEWER_TOKEN = "B".repeat(86) + "==";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_get_carries_host_user_agent_and_the_written_headers_only() throws InterruptedException {
        var received = send(Reply.json(""), request("native", "GET", "\"accept\": \"text/html\"", ""));

        assertThat(received.headers()).containsOnlyKeys("host", "user-agent", "accept");
        assertThat(received.headers()).containsEntry("user-agent", List.of("probe"));
    }

    @Test
    void a_post_without_body_has_no_content_type() throws InterruptedException {
        var received = send(Reply.json(""), request("native", "POST", "", ""));

        assertThat(received.headers()).containsOnlyKeys("host", "user-agent", "content-length");
        assertThat(received.headers()).containsEntry("content-length", List.of("0"));
    }

    @Test
    void an_object_is_sent_as_json() throws InterruptedException {
        String body = "{\"to\": \"<public>\", \"n\": 7, \"list\": [null, {\"a\": true}]}";
        var received = send(Reply.json(""), request("native", "POST", "\"content-type\": \"application/json\"", body));

        assertThat(received.body())
                .isEqualTo("{\"to\":\"%s\",\"n\":7,\"list\":[null,{\"a\":true}]}"
                        .formatted(server.endpoints().publicBase()));
        assertThat(received.headers()).containsEntry("content-type", List.of("application/json"));
    }

    @Test
    void an_object_is_sent_as_a_form_if_the_content_type_says_so() throws InterruptedException {
        String form = "\"content-type\": \"application/x-www-form-urlencoded\", \"origin\": \"<ui>\"";
        var received = send(Reply.json(""), request("spa", "POST", form, "{\"a b\": \"<ui>\", \"n\": 7, \"e\": \"\"}"));

        assertThat(received.body()).isEqualTo("a+b=http%3A%2F%2F127.0.0.1%3A4455&n=7&e=");
        assertThat(received.headers()).containsEntry("origin", List.of("http://127.0.0.1:4455"));
    }

    @Test
    void text_is_sent_as_it_stands_and_a_letter_as_often_as_written() throws InterruptedException {
        assertThat(send(Reply.json(""), request("native", "POST", "", "\"{\"")).body())
                .isEqualTo("{");
        assertThat(send(Reply.json(""), request("native", "POST", "", "{\"repeat\": \"x\", \"bytes\": 5}"))
                        .body())
                .isEqualTo("xxxxx");
    }

    @Test
    void a_browser_sends_the_named_cookies_from_its_jar_and_the_written_ones() throws InterruptedException {
        String csrf = "csrf_token_" + "0a".repeat(32);
        String cookies = "\"cookie\": [\"biscuit=1\", \"csrf_token_<hash>\", \"ory_kratos_session\"]";
        var reply = Reply.json("")
                .with("Set-Cookie", "ory_kratos_session=old; Path=/", csrf + "=c==; Path=/", "other=1; Path=/");
        var leaving = Reply.json("").with("Set-Cookie", "ory_kratos_session=gone; Path=/; Max-Age=0; HttpOnly");

        var received = exchange(
                List.of(reply, leaving, Reply.json(""), Reply.json("")),
                request("browser", "GET", cookies, ""),
                request("browser", "GET", cookies, ""),
                request("browser", "GET", cookies, ""),
                request("browser-2", "GET", cookies, ""));

        assertThat(received)
                .extracting(
                        each -> each.headers().getOrDefault("cookie", List.of()).getFirst())
                .containsExactly(
                        "biscuit=1",
                        "biscuit=1; " + csrf + "=c==; ory_kratos_session=old",
                        "biscuit=1; " + csrf + "=c==",
                        "biscuit=1");
    }

    @Test
    void a_native_client_keeps_no_cookies() throws InterruptedException {
        var reply = Reply.json("").with("Set-Cookie", "ory_kratos_session=s; Path=/");
        String cookie = "\"cookie\": [\"ory_kratos_session\"]";

        var received = exchange(
                List.of(reply, Reply.json("")), request("native", "GET", "", ""), request("native", "GET", cookie, ""));

        assertThat(received.getLast().headers()).doesNotContainKey("cookie");
    }

    @Test
    void the_newest_csrf_token_is_sent() throws InterruptedException {
        String shown = """
                {"step": "show", "as": "spa", "request": {"server": "public", "method": "GET", "path": "/"},
                 "response": {"status": 200, "body": {"csrf": "<csrf-1>"}}}""";
        String form = "\"content-type\": \"application/json\"";

        var received = exchange(
                List.of(token(TOKEN), token(NEWER_TOKEN), Reply.json("")),
                shown,
                shown,
                request("spa", "POST", form, "{\"csrf\": \"<csrf-1>\"}"));

        assertThat(received.getLast().body()).isEqualTo("{\"csrf\":\"" + NEWER_TOKEN + "\"}");
    }

    private static Reply token(String csrf) {
        return Reply.json("{\"csrf\":\"" + csrf + "\"}");
    }

    private Received send(Reply reply, String step) throws InterruptedException {
        return exchange(List.of(reply), step).getLast();
    }

    private List<Received> exchange(List<Reply> replies, String... steps) throws InterruptedException {
        server.answering(replies.toArray(Reply[]::new));
        var transcript = Transcript.of("test", "[" + String.join(",", steps) + "]");
        assertThat(Replay.run(transcript, server.endpoints(), Patience.QUICK, Set.of()))
                .isEmpty();
        return server.received();
    }

    private static String request(String actor, String method, String headers, String body) {
        Map<String, String> parts = Map.of(
                "@actor",
                actor,
                "@method",
                method,
                "@headers",
                headers,
                "@body",
                body.isEmpty() ? "" : ", \"body\": " + body);
        String step = """
                {"step": "ask", "as": "@actor",
                 "request": {"server": "public", "method": "@method", "path": "/ask", "headers": {@headers}@body},
                 "response": {"status": 200}}""";
        for (var part : parts.entrySet()) {
            step = step.replace(part.getKey(), part.getValue());
        }
        return step;
    }
}
