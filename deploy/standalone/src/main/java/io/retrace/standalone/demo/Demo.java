package io.retrace.standalone.demo;

import io.retrace.standalone.demo.Http.Answer;
import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** One recovery against a running Retrace, as a native client sees it, and then what Retrace remembers of it. */
public final class Demo {

    private static final String WRONG_CODE = "000000";
    private static final String NEW_PASSWORD = "correct horse battery staple " + UUID.randomUUID();
    private static final int DELIVERY_WAIT_MS = 10_000;

    private final Http http = new Http();
    private final String publicApi = address("RETRACE_SERVE_PUBLIC_PORT", 4433);
    private final String adminApi = address("RETRACE_SERVE_ADMIN_PORT", 4434);
    private final String mailCatcher = address("RETRACE_STANDALONE_MAIL_PORT", 1080);
    private final String pages = address("RETRACE_STANDALONE_PAGES_PORT", 4455);
    private final String email = "demo-" + UUID.randomUUID() + "@example.org";

    private Demo() {}

    /** Runs it; 0 when all went as it should. */
    public static int run() throws IOException, InterruptedException {
        try {
            new Demo().play();
            return 0;
        } catch (ConnectException _) {
            System.err.println("demo: nothing listens there; start it in another terminal:  make run");
            return 1;
        } catch (IllegalStateException e) {
            System.err.println("demo: " + e.getMessage());
            return 1;
        }
    }

    private void play() throws IOException, InterruptedException {
        var identity = expect(201, http.post(adminApi + "/admin/identities", identity(), Map.of()));
        say("an operator created the identity " + identity.text("/id"));

        var flow = expect(200, http.get(publicApi + "/self-service/recovery/api", Map.of()));
        var id = flow.text("/id");
        var submit = publicApi + "/self-service/recovery?flow=" + id;
        say("a client opened the recovery " + id);

        var sent = expect(200, http.post(submit, form("email", email), Map.of()));
        say("it named an address: " + sent.text("/ui/messages/0/text"));

        var code = mailedCode();
        say("a letter came; its code is " + code);

        var wrong = expect(200, http.post(submit, form("code", WRONG_CODE), Map.of()));
        say("a wrong code: " + wrong.text("/ui/messages/0/text"));

        var right = expect(200, http.post(submit, form("code", code), Map.of()));
        var token = right.text("/continue_with/0/ory_session_token");
        var settings = right.text("/continue_with/1/flow/id");
        say("the right code: " + right.text("/state"));

        var session = Map.of("X-Session-Token", token);
        var whoami = expect(200, http.get(publicApi + "/sessions/whoami", session));
        say("whoami says " + whoami.text("/identity/id"));

        var password =
                WireJson.mapper().createObjectNode().put("method", "password").put("password", NEW_PASSWORD);
        var saved = expect(200, http.post(publicApi + "/self-service/settings?flow=" + settings, password, session));
        say("a new password: " + saved.text("/ui/messages/0/text"));

        System.out.println("\nWhat Retrace remembers of it:\n");
        System.out.println(new History(http, adminApi).of(id, DELIVERY_WAIT_MS));
        System.out.println("Now you: " + pages + " recovers " + email + " in a browser.");
    }

    private String mailedCode() throws IOException, InterruptedException {
        var to = URLEncoder.encode(email, StandardCharsets.UTF_8);
        return expect(200, http.get(mailCatcher + "/latest?wait=" + DELIVERY_WAIT_MS + "&to=" + to, Map.of()))
                .text("/code");
    }

    private ObjectNode identity() {
        var body = WireJson.mapper().createObjectNode().put("schema_id", "default");
        body.putObject("traits").put("email", email);
        return body;
    }

    private static ObjectNode form(String field, String value) {
        return WireJson.mapper().createObjectNode().put("method", "code").put(field, value);
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "expected status " + status + ", got " + answer.status() + ": " + answer.text("/error/message"));
        }
        return answer;
    }

    private static void say(String what) {
        System.out.println("  " + what);
    }

    private static String address(String variable, int port) {
        return "http://127.0.0.1:"
                + Optional.ofNullable(System.getenv(variable)).orElse(String.valueOf(port));
    }

    static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(50);
    }
}
