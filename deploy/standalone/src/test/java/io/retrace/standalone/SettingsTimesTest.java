package io.retrace.standalone;

import static io.retrace.standalone.Browser.flowIn;
import static io.retrace.standalone.Browser.locationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Settings flows that expire, sessions that grow too old for them, and passwords that stand in data breaches. Flows live 5 s
 * here, a session is fresh for 2 s, and without an answer about breaches no password passes.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTimesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GOOD = "slow otter, seven lanterns";
    private static final String BREACHED = "otter otter otter";
    private static final String SELDOM = "lantern lantern lantern";
    private static final Map<String, String> PASSWORD = Map.of("method", "password", "password", GOOD);

    private static final String PASSWORDS = "retrace.selfservice.methods.password.config.";

    private final BreachService breaches = BreachService.start(Map.of(BREACHED, 2L, SELDOM, 1L));
    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.selfservice.flows.settings.lifespan",
            "5s",
            "retrace.selfservice.flows.settings.privileged_session_max_age",
            "2s",
            PASSWORDS + "haveibeenpwned_enabled",
            "true",
            PASSWORDS + "haveibeenpwned_host",
            breaches.base(),
            PASSWORDS + "max_breaches",
            "1",
            PASSWORDS + "ignore_network_errors",
            "false"));
    private final Endpoints endpoints = retrace.endpoints();
    private final String base = endpoints.publicBase().toString();
    private final Browser browser = new Browser(endpoints);
    private String email = "";

    @AfterAll
    void stop() {
        try (retrace;
                breaches) {
            assertThat(retrace.differencesOnReplay()).isEmpty();
        }
    }

    @Test
    @Tag("row-284")
    @Tag("row-285")
    void a_browser_that_fetches_an_expired_flow_is_told_where_to_open_another_that_leads_to_the_same_end() {
        signIn();
        var home = endpoints.uiBase() + "/home";
        var opened = flowIn(browser.open("/self-service/settings/browser?return_to=" + home));
        await().atMost(SOON).until(() -> browser.settings(opened).status() == 410);

        var expired = browser.settings(opened);

        assertThat(expired.text("/error/reason"))
                .isEqualTo("The settings flow has expired. Redirect the user to the settings flow init endpoint to"
                        + " initialize a new settings flow.");
        assertThat(expired.text("/error/details/return_to")).isEqualTo(home);
        assertThat(expired.text("/error/details/redirect_to"))
                .isEqualTo(base + "/self-service/settings/browser?return_to=" + encoded(home));
    }

    @Test
    @Tag("row-301")
    @Tag("row-285")
    void what_takes_an_expired_flows_place_leads_where_that_one_was_to_lead() {
        signIn();
        var home = endpoints.uiBase() + "/home";
        var opened = flowIn(browser.open("/self-service/settings/browser?return_to=" + home));
        await().atMost(SOON).until(() -> browser.settings(opened).status() == 410);

        await().atMost(SOON).untilAsserted(() -> {
            var elsewhere = "/self-service/settings?return_to=https://elsewhere.example&flow=" + opened;
            var next = browser.settings(flowIn(browser.submit(elsewhere, PASSWORD)));
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.text("/return_to")).isEqualTo(home);
            assertThat(next.text("/request_url")).isEqualTo(base + "/self-service/settings/browser?return_to=" + home);
            assertThat(next.json().at("/ui/messages")).hasSize(1);
            assertThat(next.json().at("/ui/messages/0/id").asInt()).isEqualTo(4050001);
        });
    }

    @Test
    void a_native_client_that_fetches_an_expired_flow_is_told_to_open_another() {
        var client = new NativeClient(endpoints);
        var token = client.recoverNew(newAddress());
        var opened = client.send(
                        "GET", endpoints.publicBase(), "/self-service/settings/api", "", "X-Session-Token", token)
                .text("/id");
        var path = "/self-service/settings/flows?id=" + opened;

        await().atMost(SOON).untilAsserted(() -> {
            var answer = client.send("GET", endpoints.publicBase(), path, "", "X-Session-Token", token);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.text("/error/details/api")).isEqualTo(base + "/self-service/settings/api");
        });
    }

    @Test
    @Tag("row-308")
    @Tag("row-268")
    @Tag("difference-continuity-in-the-cookie")
    void a_single_page_app_whose_session_is_too_old_is_sent_to_the_login_and_its_browser_keeps_what_it_submitted() {
        signIn();
        waitUntilTheSessionIsOld();
        await().atMost(SOON).untilAsserted(() -> {
            var flow = browser.openSettings();
            var refused = browser.sendSettings(
                    flow, "\"method\":\"profile\",\"traits\":{\"email\":\"" + newAddress() + "\"}");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("/error/id")).isEqualTo("session_refresh_required");
            assertThat(refused.text("/redirect_browser_to"))
                    .isEqualTo(base + "/self-service/login/browser?refresh=true&return_to="
                            + encoded(base + "/self-service/settings?flow=" + flow));
            assertThat(refused.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("ory_kratos_continuity=")
                    .contains("; Max-Age=2592000; HttpOnly")
                    .doesNotContain("@");
        });
    }

    @Test
    @Tag("row-269")
    void what_nobody_is_reached_by_changes_with_a_session_of_any_age() {
        signIn();
        waitUntilTheSessionIsOld();

        await().atMost(SOON).untilAsserted(() -> {
            var same = "\"method\":\"profile\",\"traits\":{\"email\":\"" + email + "\"}";
            assertThat(browser.sendSettings(browser.openSettings(), same).status())
                    .isEqualTo(200);
        });
    }

    @Test
    @Tag("row-302")
    @Tag("row-309")
    void what_a_browser_submitted_too_late_is_saved_when_its_person_comes_back_after_showing_who_they_are() {
        signIn();
        await().atMost(SOON).untilAsserted(() -> {
            waitUntilTheSessionIsOld();
            var flow = browser.openSettings();
            assertThat(locationOf(browser.submitSettings(flow, newPassword())))
                    .startsWith(base + "/self-service/login/browser?refresh=true&return_to=");
            browser.forget("ory_kratos_session");
            browser.recover(email);
            var saved = browser.open("/self-service/settings?flow=" + flow);
            assertThat(locationOf(saved)).isEqualTo(endpoints.uiBase() + "/settings?flow=" + flow);
            assertThat(browser.settings(flow).text("/ui/messages/0/id")).isEqualTo("1050001");
            browser.open("/self-service/settings?flow=" + flow);
            assertThat(browser.settings(flow).text("/ui/messages/0/text"))
                    .isEqualTo("Unable to decode body because HTTP Request Method was \"GET\" but only [POST PUT PATCH]"
                            + " are supported.");
        });
    }

    @Test
    @Tag("row-309")
    void what_was_kept_is_judged_when_it_comes_back() {
        signIn();
        await().atMost(SOON).untilAsserted(() -> {
            waitUntilTheSessionIsOld();
            var flow = browser.openSettings();
            assertThat(locationOf(browser.submitSettings(flow, Map.of("method", "password", "password", "123456"))))
                    .contains("/login/browser?refresh=true");
            browser.forget("ory_kratos_session");
            browser.recover(email);
            browser.open("/self-service/settings?flow=" + flow);
            assertThat(browser.settings(flow).body())
                    .contains("The password must be at least 8 characters long, but got 6.");
        });
    }

    @Test
    @Tag("row-309")
    void what_was_kept_for_one_person_does_nothing_for_another() {
        signIn();
        waitUntilTheSessionIsOld();
        var flow = browser.openSettings();
        browser.submitSettings(flow, newPassword());
        signIn();

        var refused = browser.open("/self-service/settings?flow=" + flow);

        assertThat(refused.status()).isEqualTo(303);
        assertThat(locationOf(refused)).doesNotContain("flow=" + flow);
        assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_password_is_asked_about_in_data_breaches() {
        assertThat(setting(BREACHED)).isEqualTo("400 4000034 2");
        assertThat(setting(SELDOM)).isEqualTo("200");
        breaches.breakDown();
        assertThat(setting(GOOD + " and more")).startsWith("400 4000005 unable to check");
        breaches.mend();
        assertThat(setting(GOOD + " and more")).isEqualTo("200");
    }

    /** What comes of a new password in a session that is fresh enough. */
    private String setting(String password) {
        var client = new NativeClient(endpoints);
        var answers = new ArrayList<NativeClient.Answer>();
        await().atMost(SOON).until(() -> {
            var address = newAddress();
            client.createIdentity(address);
            var flow = client.askForCode(address);
            var passed = client.submitCode(flow, client.mailedCode(address));
            var answer = client.send(
                    "POST",
                    endpoints.publicBase(),
                    "/self-service/settings?flow=" + passed.text("/continue_with/1/flow/id"),
                    "{\"method\":\"password\",\"password\":\"" + password + "\"}",
                    "Content-Type",
                    "application/json",
                    "X-Session-Token",
                    passed.text("/continue_with/0/ory_session_token"));
            answers.add(answer);
            return answer.status() != 403 && answer.status() != 410;
        });
        var last = answers.getLast();
        var message = last.json()
                .at("/ui/nodes")
                .valueStream()
                .flatMap(node -> node.path("messages").valueStream())
                .map(said -> said.path("id").asString() + " "
                        + said.at("/context")
                                .valueStream()
                                .map(value -> value.asString())
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        return (last.status() + " " + message).strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void waitUntilTheSessionIsOld() {
        var began = Instant.parse(browser.fetch("/sessions/whoami").text("/authenticated_at"));
        await().atMost(SOON).until(() -> Instant.now().isAfter(began.plusSeconds(2)));
    }

    private static Map<String, String> newPassword() {
        return Map.of("method", "password", "password", "slow otter " + UUID.randomUUID());
    }

    private void signIn() {
        email = newAddress();
        browser.forget("ory_kratos_session");
        new NativeClient(endpoints).createIdentity(email);
        browser.recover(email);
        assertThat(browser.cookie("ory_kratos_session")).isNotEmpty();
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
