package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How a recovery begins, for whom it does not, and how errors without a flow are told. */
@ExtendWith(SharedRetrace.class)
class RecoveryStartTest {

    private static final String BROWSER = "/self-service/recovery/browser";
    private static final String SUBMIT = "/self-service/recovery";

    private final Endpoints endpoints;
    private final BrowserClient browser;
    private final NativeClient client;

    RecoveryStartTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        browser = new BrowserClient(endpoints);
        client = new NativeClient(endpoints);
    }

    @Test
    @Tag("row-001")
    @Tag("row-008")
    void a_person_who_is_signed_in_is_led_on_and_no_flow_begins() {
        signIn();

        var answer = browser.visit(BROWSER);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(BrowserClient.location(answer)).isEqualTo(endpoints.uiBase() + "/welcome");
    }

    @Test
    @Tag("row-002")
    @Tag("row-004")
    void a_native_client_that_is_signed_in_is_told_so() {
        var token = client.recoverNew(newAddress());

        var answer =
                client.send("GET", endpoints.publicBase(), "/self-service/recovery/api", "", "X-Session-Token", token);

        assertSignedInAlready(answer);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @Tag("row-006")
    void a_script_whose_person_is_signed_in_is_told_so() {
        signIn();

        assertSignedInAlready(browser.fetch(BROWSER));
    }

    @Test
    @Tag("row-005")
    void a_script_gets_a_flow_of_its_browser() {
        var flow = browser.fetch(BROWSER);

        assertThat(flow.status()).isEqualTo(200);
        assertThat(flow.text("/type")).isEqualTo("browser");
        assertThat(flow.text("/request_url")).isEqualTo(endpoints.publicBase() + BROWSER);
    }

    @Test
    @Tag("row-010")
    void a_person_is_led_to_the_page_of_the_flow() {
        var answer = browser.visit(BROWSER);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(BrowserClient.location(answer)).matches(endpoints.uiBase() + "/recovery\\?flow=[0-9a-f-]{36}");
    }

    @Test
    @Tag("row-012")
    void the_page_reads_the_flow_of_its_browser() {
        var id = BrowserClient.location(browser.visit(BROWSER)).split("flow=", 2)[1];

        var flow = browser.fetch("/self-service/recovery/flows?id=" + id);

        assertThat(flow.text("/id")).isEqualTo(id);
        assertThat(flow.text("/ui/nodes/0/attributes/name")).isEqualTo("csrf_token");
        assertThat(flow.text("/ui/nodes/0/attributes/value")).isNotEmpty();
        assertThat(flow.text("/ui/action")).isEqualTo(endpoints.publicBase() + SUBMIT + "?flow=" + id);
        assertThat(flow.json().has("headers")).isFalse();
    }

    @Test
    @Tag("row-016")
    void an_error_without_a_flow_is_shown_to_a_person_by_the_page_for_errors() {
        var answer = browser.submit(SUBMIT, Map.of("method", "code"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(shown(answer)).isEqualTo(flowMissing());
    }

    @Test
    @Tag("row-017")
    void an_error_without_a_flow_is_the_answer_to_a_script() {
        var answer = browser.post(SUBMIT, Map.of("method", "code"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.json().path("error")).isEqualTo(flowMissing());
    }

    @Test
    void a_form_over_five_mebibytes_is_shown_to_a_person_as_too_large_by_the_page_for_errors() {
        var flow = browser.fetch(BROWSER).text("/id");

        var answer = browser.submit(SUBMIT + "?flow=" + flow, Map.of("x", "x".repeat(5 * 1024 * 1024)));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(shown(answer).path("code").asInt()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void what_is_not_there_is_not_found_but_for_who_might_change_something(String method) {
        var answer = client.send(method, endpoints.publicBase(), "/nowhere", "");

        assertThat(answer.status()).isEqualTo(method.equals("GET") ? 404 : 403);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).startsWith("csrf_token_");
    }

    @Test
    @Tag("difference-change-password")
    void whoever_wants_to_change_their_password_is_led_to_the_settings() {
        var answer = browser.visit("/.well-known/change-password");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(BrowserClient.location(answer)).isEqualTo(endpoints.uiBase() + "/settings");
    }

    private void signIn() {
        var email = newAddress();
        client.createIdentity(email);
        var recovery = browser.askForCode(BROWSER, email);
        browser.submit(recovery.path(), recovery.fields("code", client.mailedCode(email)));
        assertThat(browser.has("ory_kratos_session")).isTrue();
    }

    private static void assertSignedInAlready(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error")).isEqualTo(WireJson.mapper().readTree("""
                {"id":"session_already_available","code":400,"status":"Bad Request",
                 "reason":"A valid session was detected and thus recovery is not possible.",
                 "message":"The request was malformed or contained invalid parameters"}"""));
    }

    private JsonNode shown(Answer answer) {
        var place = BrowserClient.location(answer);
        assertThat(place).startsWith(endpoints.uiBase() + "/error?id=");
        return browser.fetch("/self-service/errors?id=" + place.split("id=", 2)[1])
                .json()
                .path("error");
    }

    private static JsonNode flowMissing() {
        return WireJson.mapper().readTree("""
                {"code":400,"status":"Bad Request",
                 "reason":"The flow query parameter is missing or malformed.",
                 "message":"The request was malformed or contained invalid parameters"}""");
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
