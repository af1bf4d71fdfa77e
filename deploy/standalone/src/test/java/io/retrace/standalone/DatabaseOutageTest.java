package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.standalone.postgres.PostgresOutage;
import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL goes away and comes back; Retrace is not restarted. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseOutageTest {

    /** No answer takes longer, whatever is down: a connection is waited for 5 s, an append 10 s. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(12);

    /** An operator's tools ask every few seconds and must not pile up. */
    private static final Duration OPERATOR_WITHIN = Duration.ofSeconds(4);

    private static final String BROWSER = "/self-service/recovery/browser";
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final StandaloneFixture retrace =
            StandaloneFixture.start(Map.of("retrace.feature_flags.use_continue_with_transitions", "true"));
    private final URI publicBase = retrace.endpoints().publicBase();
    private final URI adminBase = retrace.endpoints().adminBase();
    private final NativeClient client = new NativeClient(retrace.endpoints());
    private final BrowserClient browser = new BrowserClient(retrace.endpoints());
    private final String email = "outage-" + UUID.randomUUID() + "@example.org";
    private String identity = "";
    private String token = "";
    private String settings = "";

    @BeforeAll
    void recover() {
        identity = client.createIdentity(email);
        var flow = client.openRecovery();
        client.submitEmail(flow, email);
        var passed = client.submitCode(flow, client.mailedCode(email));
        token = passed.text("/continue_with/0/ory_session_token");
        settings = passed.text("/continue_with/1/flow/id");
        assertThat(token).isNotEmpty();
        assertThat(settings).isNotEmpty();
    }

    @AfterAll
    void stop() {
        retrace.close();
    }

    /** An answer and how long it took. */
    private record Timed(Answer answer, Duration took) {}

    @Test
    @Tag("row-032")
    @Tag("row-033")
    @Tag("row-042")
    @Tag("difference-unavailable")
    void without_the_database_nothing_hangs_and_nothing_is_half_done_and_with_it_all_goes_on() throws Exception {
        // given
        var other = "other-" + UUID.randomUUID() + "@example.org";
        client.createIdentity(other);
        var flow = client.openRecovery();
        client.submitEmail(flow, other);
        var code = client.mailedCode(other);
        var browsers = browser.fetch(BROWSER).text("/id");
        awaitNoLag();
        long logged = retrace.logged();
        // when
        var outage = PostgresOutage.begin(
                retrace.data(), Integer.parseInt(retrace.configured("retrace.standalone.postgres_port")));
        // then
        operatorSeesIt();
        assertUnavailable(answersTo(flow, code));
        assertPeopleAreLedToThePageForErrors(browsers);
        operatorSeesIt();
        // when
        outage.end();
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(client.getPublic("/health/ready").status()).isEqualTo(200));
        // then
        assertThat(retrace.logged()).isEqualTo(logged);
        assertThat(client.submitCode(flow, code).text("/state")).isEqualTo("passed_challenge");
        wholeRecovery();
        awaitNoLag();
        assertThat(retrace.differencesOnReplay()).isEmpty();
    }

    private Map<String, Timed> answersTo(String flow, String code) throws Exception {
        var withToken = new String[] {"X-Session-Token", token, "Content-Type", "application/json"};
        var calls = new LinkedHashMap<String, Callable<Answer>>();
        calls.put("open", () -> client.getPublic("/self-service/recovery/api"));
        calls.put("open in an app", () -> browser.fetch(BROWSER));
        calls.put("address", () -> client.submitEmail(flow, email));
        calls.put("code", () -> client.submitCode(flow, code));
        calls.put("wrong code", () -> client.submitCode(flow, code.equals("000000") ? "111111" : "000000"));
        calls.put("flow", () -> client.getPublic("/self-service/recovery/flows?id=" + flow));
        calls.put("whoami", () -> client.send("GET", publicBase, "/sessions/whoami", "", withToken));
        var settingsFlow = "/self-service/settings/flows?id=" + settings;
        calls.put("settings flow", () -> client.send("GET", publicBase, settingsFlow, "", withToken));
        calls.put("open settings", () -> client.send("GET", publicBase, "/self-service/settings/api", "", withToken));
        var password = "{\"method\":\"password\",\"password\":\"correct horse battery staple 4711\"}";
        var submit = "/self-service/settings?flow=" + settings;
        calls.put("password", () -> client.send("POST", publicBase, submit, password, withToken));
        calls.put(
                "create",
                () -> client.postIdentity(
                        "{\"schema_id\":\"default\",\"traits\":{\"email\":\"third-" + email + "\"}}"));
        calls.put("identity", () -> client.getAdmin("/admin/identities/" + identity));
        calls.put("delete", () -> client.send("DELETE", adminBase, "/admin/identities/" + identity, ""));
        calls.put("history", () -> client.getAdmin("/admin/audit/recoveries/" + flow));
        calls.put("document", () -> client.getAdmin("/admin/audit/recoveries/" + flow + "/document?as_of=1"));
        return timed(calls);
    }

    private static Map<String, Timed> timed(Map<String, Callable<Answer>> calls) throws Exception {
        var answers = new LinkedHashMap<String, Future<Timed>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.forEach((name, call) -> answers.put(name, threads.submit(() -> timed(call))));
        }
        var all = new LinkedHashMap<String, Timed>();
        for (var answer : answers.entrySet()) {
            all.put(answer.getKey(), answer.getValue().get());
        }
        return all;
    }

    private static Timed timed(Callable<Answer> call) throws Exception {
        long start = System.nanoTime();
        var answer = call.call();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void assertUnavailable(Map<String, Timed> answers) {
        assertThat(answers).allSatisfy((name, timed) -> {
            assertThat(timed.answer().status()).as(name).isEqualTo(503);
            var body = timed.answer().json();
            assertThat(
                            body.has("error")
                                    ? body.at("/error/code").asInt()
                                    : body.path("status").asInt())
                    .as(name)
                    .isEqualTo(503);
            assertThat(timed.answer().headers().firstValue("Retry-After"))
                    .as(name)
                    .hasValue("1");
            assertThat(timed.took()).as(name).isLessThan(ANSWER_WITHIN);
        });
    }

    private void assertPeopleAreLedToThePageForErrors(String flow) throws Exception {
        var address = Map.of("method", "code", "email", email);
        var led = timed(Map.of(
                "browser opens", () -> new BrowserClient(retrace.endpoints()).visit(BROWSER),
                "browser submits", () -> browser.submit("/self-service/recovery?flow=" + flow, address)));
        assertThat(led).allSatisfy((name, timed) -> {
            assertThat(timed.answer().status()).as(name).isEqualTo(303);
            assertThat(timed.took()).as(name).isLessThan(ANSWER_WITHIN);
            var place = BrowserClient.location(timed.answer());
            assertThat(place).as(name).startsWith(retrace.endpoints().uiBase() + "/error?id=");
            assertThat(client.getPublic("/self-service/errors?id=" + place.split("id=", 2)[1])
                            .json()
                            .path("error"))
                    .isEqualTo(WireJson.mapper().readTree("""
                            {"code":503,"status":"Service Unavailable",
                             "message":"The service is temporarily unavailable, please try again"}"""));
        });
    }

    private void operatorSeesIt() throws Exception {
        var answers = timed(Map.of(
                "alive", () -> client.getPublic("/health/alive"),
                "ready", () -> client.getPublic("/health/ready"),
                "admin ready", () -> client.getAdmin("/health/ready"),
                "version", () -> client.getAdmin("/version"),
                "metrics", () -> client.getAdmin("/metrics/prometheus")));

        assertThat(answers)
                .allSatisfy((name, timed) -> assertThat(timed.took()).as(name).isLessThan(OPERATOR_WITHIN));
        assertThat(answers)
                .extractingByKeys("alive", "ready", "admin ready", "version", "metrics")
                .extracting(timed -> timed.answer().status())
                .containsExactly(200, 503, 503, 200, 200);
    }

    private void wholeRecovery() throws IOException {
        var flow = client.openRecovery();
        int before = client.lettersTo(email);
        assertThat(client.submitEmail(flow, email).text("/state")).isEqualTo("sent_email");
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(client.lettersTo(email)).isEqualTo(before + 1));
        assertThat(client.submitCode(flow, client.mailedCode(email)).text("/state"))
                .isEqualTo("passed_challenge");
    }

    /** Relay, projections and courier have nothing left to do. */
    private void awaitNoLag() {
        retrace.awaitZero("retrace_relay_lag", "retrace_projection_lag", "retrace_letters_waiting");
    }
}
