package io.retrace.standalone;

import static io.retrace.standalone.Browser.flowIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Settings flows that expire. They live 4 s here. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTimesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> PASSWORD =
            Map.of("method", "password", "password", "slow otter, seven lanterns");

    private final StandaloneFixture retrace =
            StandaloneFixture.start(Map.of("retrace.selfservice.flows.settings.lifespan", "4s"));
    private final Endpoints endpoints = retrace.endpoints();
    private final String base = endpoints.publicBase().toString();
    private final Browser browser = new Browser(endpoints);

    @AfterAll
    void stop() {
        try (retrace) {
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
                .isEqualTo(base + "/self-service/settings/browser?return_to="
                        + home.replace(":", "%3A").replace("/", "%2F"));
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

    private void signIn() {
        var email = newAddress();
        new NativeClient(endpoints).createIdentity(email);
        browser.recover(email);
        assertThat(browser.cookie("ory_kratos_session")).isNotEmpty();
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
