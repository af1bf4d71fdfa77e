package io.retrace.standalone;

import static io.retrace.standalone.Browser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the peer's own tests ask of settings flows and of new passwords, row by row of the conformance list. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class SettingsTest {

    private static final String BROWSER = "/self-service/settings/browser";
    private static final String OTHERS_FLOW = "The request was initiated by someone else and has been blocked for"
            + " security reasons. Please go back and try again.";

    private final Endpoints endpoints;
    private final NativeClient client;
    private final Browser browser;
    private final String email = newAddress();
    private String identity = "";

    SettingsTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
        browser = new Browser(endpoints);
    }

    @BeforeEach
    void somebodyIsThere() {
        identity = client.createIdentity(email);
    }

    @Test
    @Tag("row-274")
    @Tag("row-276")
    void a_browser_that_opens_a_flow_is_sent_to_the_login_or_when_it_is_signed_in_to_the_page() {
        assertThat(locationOf(browser.open(BROWSER + "?return_to=" + endpoints.uiBase())))
                .isEqualTo(endpoints.publicBase() + "/self-service/login/browser?return_to="
                        + endpoints.uiBase().toString().replace(":", "%3A").replace("/", "%2F"));

        browser.recover(email);

        assertThat(locationOf(browser.open(BROWSER))).startsWith(endpoints.uiBase() + "/settings?flow=");
    }

    @Test
    @Tag("row-280")
    @Tag("row-298")
    void a_single_page_app_that_opens_a_flow_gets_it_when_it_is_signed_in() {
        var refused = browser.fetch(BROWSER);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error/id")).isEqualTo("session_inactive");
        assertThat(refused.text("/error/reason")).isEqualTo("No active session was found in this request.");

        browser.recover(email);

        assertThat(browser.fetch(BROWSER).text("/state")).isEqualTo("show_form");
    }

    @Test
    @Tag("row-286")
    @Tag("row-289")
    @Tag("row-310")
    void nobody_reads_or_uses_somebody_elses_flow() {
        browser.recover(email);
        var theirs = client.recoverNew(newAddress());
        var flow = open(theirs);
        var ours = browser.cookie("ory_kratos_session");

        var read = browser.settings(flow);
        assertThat(read.status()).isEqualTo(403);
        assertThat(read.text("/error/reason"))
                .contains("The request was made for another identity and has been blocked for security reasons");
        assertThat(post(ours, flow, newPassword()).text("/error/reason")).isEqualTo(OTHERS_FLOW);
        var form = browser.submit(
                "/self-service/settings?flow=" + flow, Map.of("method", "password", "password", newPassword()));
        var error = locationOf(form);
        assertThat(error).startsWith(endpoints.uiBase() + "/error?id=");
        assertThat(browser.fetch("/self-service/errors" + error.substring(error.indexOf('?')))
                        .text("/error/reason"))
                .isEqualTo(OTHERS_FLOW);
    }

    @Test
    @Tag("row-305")
    void without_a_session_nothing_is_taken_whatever_else_is_missing() {
        var path = "/self-service/settings";
        var form = browser.submit(path, Map.of("method", "password"));
        assertThat(form.status()).isEqualTo(302);
        assertThat(locationOf(form)).isEqualTo(endpoints.uiBase() + "/login");

        var sent = client.send("POST", endpoints.publicBase(), path, "{}", "Content-Type", "application/json");
        assertThat(sent.status()).isEqualTo(401);
        assertThat(sent.text("/error/reason")).isEqualTo("A valid Ory Session Cookie or Ory Session Token is missing.");
        assertThat(sent.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    @Tag("row-304")
    @Tag("row-316")
    void the_password_in_force_is_refused_and_another_one_saved() {
        var token = signInNatively();
        var password = newPassword();
        assertThat(post(token, open(token), password).status()).isEqualTo(200);

        var again = post(token, open(token), password);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("\"id\":4000039");
        var other = post(token, open(token), newPassword());
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text("/identity/id")).isEqualTo(identity);
        assertThat(other.json().has("continue_with")).isFalse();
    }

    @Test
    @Tag("row-306")
    void a_password_that_is_too_short_is_said_to_be_at_its_field_and_not_shown() {
        browser.recover(email);
        var flow = browser.openSettings();

        var form = browser.submitSettings(flow, Map.of("method", "password", "password", "123456"));
        assertThat(locationOf(form)).isEqualTo(endpoints.uiBase() + "/settings?flow=" + flow);
        assertTooShort(browser.settings(flow));
        var sent = browser.sendSettings(flow, "\"method\":\"password\",\"password\":\"123456\"");
        assertThat(sent.status()).isEqualTo(400);
        assertTooShort(sent);
    }

    private static void assertTooShort(Answer flow) {
        var field = flow.json()
                .at("/ui/nodes")
                .valueStream()
                .filter(node -> node.at("/attributes/name").asString("").equals("password"))
                .findFirst()
                .orElseThrow();
        assertThat(field.at("/messages/0/text").asString())
                .isEqualTo("The password must be at least 8 characters long, but got 6.");
        assertThat(field.path("attributes").has("value")).isFalse();
        assertThat(Browser.tokenOf(flow)).isNotEmpty();
    }

    @Test
    @Tag("row-312")
    @Tag("row-313")
    @Tag("row-324")
    @Tag("row-326")
    void a_new_password_is_saved_for_a_single_page_app_and_for_a_browser() {
        browser.recover(email);
        var flow = browser.openSettings();
        var page = endpoints.uiBase() + "/settings?flow=" + flow;

        var sent = browser.sendSettings(flow, "\"method\":\"password\",\"password\":\"" + newPassword() + "\"");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text("/identity/id")).isEqualTo(identity);
        assertThat(sent.text("/continue_with/0/action")).isEqualTo("redirect_browser_to");
        assertThat(sent.text("/continue_with/0/redirect_browser_to")).isEqualTo(page);

        var form = browser.submitSettings(flow, Map.of("method", "password", "password", newPassword()));
        assertThat(locationOf(form)).isEqualTo(page);
        assertThat(browser.settings(flow).text("/state")).isEqualTo("success");
        assertThat(browser.settings(flow).json().has("continue_with")).isFalse();
    }

    @Test
    @Tag("row-314")
    void a_form_without_its_token_changes_nothing_and_says_which_token_is_missing() {
        browser.recover(email);
        var flow = browser.openSettings();

        var error = locationOf(browser.submitSettings(
                flow, Map.of("method", "password", "password", newPassword(), "csrf_token", "invalid_token")));

        var shown = browser.fetch("/self-service/errors" + error.substring(error.indexOf('?')));
        assertThat(shown.text("/error/id")).isEqualTo("security_csrf_violation");
        assertThat(shown.text("/error/details/reject_reason"))
                .isEqualTo(
                        "The HTTP Cookie Header was set and a CSRF token was sent but they do not match. We recommend"
                                + " deleting all cookies for this domain and retrying the flow.");
        assertThat(browser.settings(flow).text("/state")).isEqualTo("show_form");
    }

    @Test
    @Tag("row-317")
    void a_native_flow_takes_no_browser() {
        var token = signInNatively();
        var flow = open(token);

        assertThat(post(token, flow, newPassword(), "Cookie", "name=bar").body())
                .contains("The HTTP Request Header included the \\\"Cookie\\\" key");
        assertThat(post(token, flow, newPassword(), "Origin", "https://www.example.org")
                        .body())
                .contains("The HTTP Request Header included the \\\"Origin\\\" key");
    }

    @Test
    @Tag("row-318")
    @Tag("row-320")
    void the_first_password_of_somebody_signs_in_by_their_address_and_ends_their_other_sessions() {
        var other = signInNatively();
        var token = signInAgain();

        assertThat(post(token, open(token), newPassword()).status()).isEqualTo(200);

        assertThat(client.getAdmin("/admin/identities/" + identity).text("/credentials/password/identifiers/0"))
                .isEqualTo(email);
        assertThat(whoami(other).status()).isEqualTo(401);
        assertThat(whoami(token).status()).isEqualTo(200);
    }

    private String signInNatively() {
        var flow = client.askForCode(email);
        return client.submitCode(flow, client.mailedCode(email)).text("/continue_with/0/ory_session_token");
    }

    private String signInAgain() {
        browser.recover(email);
        return browser.cookie("ory_kratos_session");
    }

    private String open(String token) {
        return client.send("GET", endpoints.publicBase(), "/self-service/settings/api", "", "X-Session-Token", token)
                .text("/id");
    }

    private Answer whoami(String token) {
        return client.send("GET", endpoints.publicBase(), "/sessions/whoami", "", "X-Session-Token", token);
    }

    private Answer post(String token, String flow, String password, String... more) {
        var headers = Stream.concat(
                        Stream.of("X-Session-Token", token, "Content-Type", "application/json"), Stream.of(more))
                .toArray(String[]::new);
        return client.send(
                "POST",
                endpoints.publicBase(),
                "/self-service/settings?flow=" + flow,
                "{\"method\":\"password\",\"password\":\"" + password + "\",\"csrf_token\":\"invalid_token\"}",
                headers);
    }

    private static String newPassword() {
        return "slow otter " + UUID.randomUUID();
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
