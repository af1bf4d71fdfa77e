package io.retrace.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.retrace.wire.http.UnexpectedAnswers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Input that no honest client sends is the client's fault, says nothing about our code, and leaves Retrace working. */
@NullMarked
@ExtendWith(SharedRetrace.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int BODY_BYTES_MAX = 5 << 20;
    private static final int NESTING = 10_000;
    private static final Logger EDGE = (Logger) LoggerFactory.getLogger(UnexpectedAnswers.class);

    private final Endpoints endpoints;
    private final NativeClient client;
    private final ListAppender<ILoggingEvent> failures = new ListAppender<>();

    BadInputTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
    }

    @BeforeEach
    void listen() {
        failures.list.clear();
        failures.start();
        EDGE.addAppender(failures);
    }

    /** A person is led to the page for errors, so that a status alone would not show it. */
    @AfterEach
    void nothing_failed() {
        EDGE.detachAppender(failures);
        assertThat(failures.list).isEmpty();
    }

    @AfterAll
    void an_honest_recovery_still_works() {
        var email = "honest-" + UUID.randomUUID() + "@example.org";
        client.createIdentity(email);
        var flow = client.openRecovery();

        assertThat(client.submitEmail(flow, email).text("/state")).isEqualTo("sent_email");
        assertThat(client.submitCode(flow, client.mailedCode(email)).text("/state"))
                .isEqualTo("passed_challenge");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments(
                        "invalid UTF-8", JSON, "{\"method\":\"code\",\"email\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1)),
                arguments("two addresses", JSON, bytes("{\"email\":\"a@example.org\",\"email\":\"b@example.org\"}")),
                arguments("nested deep", JSON, nested("[", "]")),
                arguments("objects nested deep", JSON, nested("{\"a\":", "}")),
                arguments("half a document", JSON, bytes("{\"method\":\"code\"")),
                arguments("an array", JSON, bytes("[]")),
                arguments("no content type that is known", "text/plain", bytes("method=code")),
                arguments("XML", "application/xml", bytes("<method>code</method>")),
                arguments("an odd content type", ";;;", bytes("{}")),
                arguments("an odd charset", "application/json; charset=nonsense", bytes("{")),
                arguments("nothing", JSON, bytes("")),
                arguments("a payload that is no object", JSON, bytes("{\"method\":\"code\",\"transient_payload\":[]}")),
                arguments("broken escapes", FORM, bytes("method=code&email=%zz&%=%&=&&email=%f")),
                arguments("a multipart body that is none", "multipart/form-data; boundary=x", bytes("nothing")),
                arguments(
                        "a NUL in the address",
                        JSON,
                        bytes("{\"method\":\"code\",\"email\":\"a\\u0000@example.org\"}")),
                arguments("a NUL in the form", FORM, bytes("method=code&email=a%00@example.org")),
                arguments("half a pair", JSON, bytes("{\"method\":\"code\",\"email\":\"\\ud800@example.org\"}")),
                arguments("a long address", JSON, address("x".repeat(10_000) + "@example.org")),
                arguments("a line break in the address", JSON, address("a@example.org\\r\\nBcc: b@example.org")),
                arguments("a number without end", JSON, bytes("{\"method\":\"code\",\"email\":1e999999999}")),
                arguments("an unknown method", JSON, bytes("{\"method\":\"\\u0000\",\"email\":\"a@example.org\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void a_body_that_cannot_be_understood_is_refused(String name, String type, byte[] body) {
        var answer = client.submit(client.openRecovery(), type, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertClean(answer.body());
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                arguments("a NUL", bytes("{\"method\":\"code\",\"code\":\"12\\u000034\"}")),
                arguments("half a pair", bytes("{\"method\":\"code\",\"code\":\"\\ud800\"}")),
                arguments("a long one", bytes("{\"method\":\"code\",\"code\":\"" + "1".repeat(100_000) + "\"}")),
                arguments("a number without end", bytes("{\"method\":\"code\",\"code\":1e999999999}")),
                arguments("an object", bytes("{\"method\":\"code\",\"code\":{}}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void a_code_that_cannot_be_one_is_a_wrong_code(String name, byte[] body) {
        var flow = client.openRecovery();
        client.submitEmail(flow, "nobody@example.org");

        var answer = client.submit(flow, JSON, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/ui/messages/0/id").asInt()).isEqualTo(4060006);
    }

    @Test
    void a_payload_with_half_a_pair_is_no_fault_of_ours() {
        var body = "{\"method\":\"code\",\"email\":\"a@example.org\",\"transient_payload\":{\"a\":\"\\ud800\"}}";

        var answer = client.submit(client.openRecovery(), JSON, bytes(body));

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
    }

    @Test
    @Tag("row-388")
    void a_body_just_over_five_mebibytes_is_too_large_and_one_of_five_is_not() {
        var frame = "{\"method\":\"code\",\"email\":\"a@example.org\",\"x\":\"\"}";
        var filler = "x".repeat(BODY_BYTES_MAX - frame.length());

        var fits = client.submit(client.openRecovery(), JSON, bytes(frame.replace("\"\"", "\"" + filler + "\"")));
        var over = client.submit(client.openRecovery(), JSON, bytes(frame.replace("\"\"", "\"" + filler + "x\"")));

        assertThat(fits.status()).as(fits.body()).isEqualTo(200);
        assertThat(over.status()).as(over.body()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/identities/x",
                "/admin/identities/%00",
                "/admin/identities/0-0-0-0-0000000000000000000000000000",
                "/admin/identities/00000000-0000-4000-8000-00000000000g",
                "/admin/audit/recoveries/x",
                "/admin/audit/recoveries/%00/document?as_of=1",
                "/admin/audit/recoveries/x/document?as_of=1",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=%2B300000-01-01T00:00:00Z",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=x",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=-5000-01-01T00:00:00Z",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=-9999-01-01T00:00:00Z",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=-1",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=99999999999999999999",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=%D9%A1%D9%A2",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=+1000000000-12-31T23:59:59Z",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=%2B1000000000-12-31T23:59:59Z",
                "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?as_of=-999999999-01-01T00:00:00Z",
                "/admin/audit/recoveries/../../admin/nothing",
                "/admin/nothing"
            })
    void an_operator_who_asks_for_what_is_not_there_is_told_so(String path) {
        assertRefused(NativeClient.raw(endpoints.adminBase(), "GET " + path, List.of(), bytes("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/self-service/recovery/flows",
                "/self-service/recovery/flows?id=x",
                "/self-service/recovery/flows?id=%00",
                "/self-service/recovery/flows?id=%zz",
                "/self-service/recovery/flows?id=00000000-0000-4000-8000-000000000000",
                "/self-service/settings/flows?id=x",
                "/self-service/settings/flows?id=00000000-0000-4000-8000-000000000000",
                "/self-service/recovery/api?return_to=http://evil.example/",
                "/self-service/recovery/api?return_to=%00",
                "/self-service/recovery/api?return_to=http://[",
                "/sessions/whoami",
                "/nothing",
                "/%00",
                "/self-service/../../../etc/passwd",
                "/self-service/%2e%2e/%2e%2e/etc/passwd",
                "/self-service/recovery/flows/..%2f..%2fetc%2fpasswd",
                "/admin/identities",
                "/%61dmin/identities",
                "/admin;x=1/identities",
                "/self-service/../admin/identities",
                "/;/admin/identities",
                "//admin/identities",
                "/./admin/identities",
                "/ADMIN/identities",
                "/admin%2fidentities",
                "/admin\\identities",
                "/self-service/..;/admin/identities"
            })
    void the_public_port_gives_nothing_away(String path) {
        var answer = NativeClient.raw(endpoints.publicBase(), "GET " + path, List.of("Accept: */*"), bytes(""));

        assertRefused(answer);
        assertThat(answer).doesNotContain("schema_id").doesNotContain("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "?flow=", "?flow=x", "?flow=%00", "?flow=%zz", "?flow=00000000-0000-4000-8000-000000000000"})
    void a_submit_to_no_flow_is_refused(String query) {
        var type = List.of("Content-Type: application/json", "Accept: application/json");

        assertRefused(NativeClient.raw(
                endpoints.publicBase(), "POST /self-service/recovery" + query, type, bytes("{\"method\":\"code\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "TRACE", "DELETE", "PATCH", "NONSENSE", "OPTIONS"})
    void a_method_that_is_not_offered_is_refused(String method) {
        var answer = NativeClient.raw(endpoints.publicBase(), method + " /self-service/recovery", List.of(), bytes(""));

        assertNoFailure(answer);
        assertThat(answer).doesNotContain("TRACE /self-service");
    }

    @Test
    void a_header_of_twenty_kibibytes_is_refused() {
        var huge = List.of("X-Huge: " + "x".repeat(20 * 1024));

        assertRefused(NativeClient.raw(endpoints.publicBase(), "GET /self-service/recovery/api", huge, bytes("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Session-Token: ory_st_\u00ff",
                "Authorization: Bearer",
                "Authorization: Bearer \u0001",
                "Cookie: ory_kratos_session=%00; ;;=",
                "X-Session-Token: "
            })
    void credentials_that_are_none_are_no_session(String header) {
        var answer = NativeClient.raw(endpoints.publicBase(), "GET /sessions/whoami", List.of(header), bytes(""));

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: nonsense, \u00ff",
                "X-Forwarded-Host: [",
                "X-Forwarded-Proto: javascript",
                "Forwarded: for=\"[",
                "traceparent: 00-nonsense-\u00ff-01",
                "True-Client-IP: x y",
                "User-Agent: \u00ff\u00fe",
                "Accept: \u00ff/;q=nonsense",
                "X-Request-Id: '; drop table event; --"
            })
    void odd_headers_do_not_stop_a_recovery(String header) {
        var answer =
                NativeClient.raw(endpoints.publicBase(), "GET /self-service/recovery/api", List.of(header), bytes(""));

        assertThat(statusOf(answer)).as(answer).isLessThan(500);
        assertClean(answer);
    }

    @Test
    @Tag("row-402")
    void a_native_flow_takes_neither_an_origin_nor_cookies() {
        var body = address("a@example.org");
        var flow = client.openRecovery();

        var origin = client.submit(flow, JSON, body, "Origin", "https://evil.example");
        var cookie = client.submit(flow, JSON, body, "Cookie", "csrf_token=x; other=y");
        var cloudflare = client.submit(flow, JSON, body, "Cookie", "__cf_bm=1");

        assertThat(origin.status()).as(origin.body()).isEqualTo(400);
        assertThat(origin.body()).contains("\\\"Origin\\\" key");
        assertThat(cookie.status()).as(cookie.body()).isEqualTo(400);
        assertThat(cookie.body()).contains("\\\"Cookie\\\" key");
        assertThat(cloudflare.status()).as(cloudflare.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /health/alive", "GET /self-service/recovery/api", "DELETE /sessions/whoami"})
    void a_multipart_body_that_nobody_asked_for_does_not_matter(String start) {
        var type = List.of("Content-Type: multipart/form-data");

        assertNoFailure(NativeClient.raw(endpoints.publicBase(), start, type, bytes("--x\r\nnothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void a_broken_form_that_nobody_asked_for_does_not_matter(String method) {
        var type = List.of("Content-Type: application/x-www-form-urlencoded");

        assertNoFailure(NativeClient.raw(endpoints.adminBase(), method + " /health/alive", type, bytes("%zz=%")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=&&==&%", "as_of=%c0%ae"})
    void a_query_that_cannot_be_read_is_refused(String query) {
        var path = "/admin/audit/recoveries/00000000-0000-4000-8000-000000000000/document?" + query;

        assertRefused(NativeClient.raw(endpoints.adminBase(), "GET " + path, List.of(), bytes("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "ffffffffffffffffff\r\n", "2\r\n{}x"})
    void chunks_that_are_none_are_the_clients_fault(String chunks) {
        var start = "POST /self-service/recovery?flow=" + client.openRecovery();
        var headers = List.of("Content-Type: application/json", "Transfer-Encoding: chunked");

        assertRefused(NativeClient.raw(endpoints.publicBase(), start, headers, bytes(chunks)));
    }

    @Test
    void a_path_that_is_too_long_for_a_redirect_is_refused() {
        var path = "/admin/identities/" + "x".repeat(8_000);

        assertRefused(NativeClient.raw(endpoints.publicBase(), "GET " + path, List.of(), bytes("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/admin/error"})
    void the_frameworks_own_error_page_is_not_there(String path) {
        var there = NativeClient.raw(endpoints.publicBase(), "GET " + path, List.of(), bytes(""));
        var here = NativeClient.raw(endpoints.adminBase(), "GET " + path, List.of(), bytes(""));

        assertRefused(there);
        assertThat(statusOf(here)).as(here).isEqualTo(404);
    }

    static Stream<Arguments> identities() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("an array", "[]"),
                arguments("no object as traits", "{\"schema_id\":\"default\",\"traits\":\"x\"}"),
                arguments("no traits", "{\"schema_id\":\"default\"}"),
                arguments("an unknown schema", "{\"schema_id\":\"\\u0000\",\"traits\":{\"email\":\"a@example.org\"}}"),
                arguments("an address that is none", traits("\\u0000")),
                arguments("half a pair", traits("\\ud800@example.org")),
                arguments("a long address", traits("x".repeat(10_000) + "@example.org")),
                arguments("nested deep", new String(nested("{\"traits\":", "}"), UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("identities")
    @Tag("row-260")
    @Tag("difference-schema-words")
    void an_identity_that_cannot_be_one_is_not_created(String name, String body) {
        var answer = client.postIdentity(body);

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertClean(answer.body());
    }

    private static String traits(String email) {
        return "{\"schema_id\":\"default\",\"traits\":{\"email\":\"" + email + "\"}}";
    }

    private static byte[] address(String email) {
        return bytes("{\"method\":\"code\",\"email\":\"" + email + "\"}");
    }

    private static byte[] nested(String open, String close) {
        return bytes(open.repeat(NESTING) + "1" + close.repeat(NESTING));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertNoFailure(String answer) {
        assertThat(statusOf(answer)).as(answer).isLessThan(500);
        assertClean(answer);
    }

    private static void assertRefused(String answer) {
        assertThat(statusOf(answer)).as(answer).isBetween(300, 499);
        assertClean(answer);
    }

    private static int statusOf(String answer) {
        return answer.matches("(?s)HTTP/1\\.1 \\d{3}.*") ? Integer.parseInt(answer.substring(9, 12)) : 999;
    }

    private static void assertClean(String body) {
        assertThat(Disclosures.in(body)).as(body).isEmpty();
    }
}
