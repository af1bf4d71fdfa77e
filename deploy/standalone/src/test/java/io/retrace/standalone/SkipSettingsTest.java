package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.BrowserClient.Recovery;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A recovery that leads to no settings, because its beginning said so. */
@ExtendWith(SharedRetrace.class)
class SkipSettingsTest {

    private static final String START = "/self-service/recovery/browser";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final URI ui;
    private final BrowserClient browser;
    private final NativeClient operator;
    private final String email = UUID.randomUUID() + "@example.org";

    SkipSettingsTest(StandaloneFixture retrace) {
        ui = retrace.endpoints().uiBase();
        browser = new BrowserClient(retrace.endpoints());
        operator = new NativeClient(retrace.endpoints());
        operator.createIdentity(email);
    }

    @ParameterizedTest
    @CsvSource({
        "?skip_settings=true, /welcome",
        "?skip_settings=1&return_to={ui}/home, /home",
        "?return_to=/home&skip_settings=T, /home",
    })
    @Tag("row-412")
    @Tag("difference-skip-settings")
    void a_person_goes_on_signed_in_to_where_the_flow_leads(String query, String place) {
        var recovery = browser.askForCode(START + query.replace("{ui}", ui.toString()), email);

        var answer = browser.submit(recovery.path(), code(recovery));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(BrowserClient.location(answer)).isEqualTo(ui + place);
        assertThat(browser.fetch("/sessions/whoami").status()).isEqualTo(200);
    }

    @Test
    @Tag("row-412")
    void a_script_gets_the_finished_flow_and_no_settings_flow() {
        var recovery = browser.askForCode(START + "?skip_settings=true", email);

        var answer = browser.post(recovery.path(), code(recovery));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/state")).isEqualTo("passed_challenge");
        assertThat(answer.json().has("continue_with")).isFalse();
        assertThat(browser.fetch("/sessions/whoami").status()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator.getAdmin("/admin/audit/recoveries/" + recovery.id())
                                .body())
                        .contains("settings skipped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?skip_settings=false", "?skip_settings=yes", ""})
    void without_a_yes_of_the_peers_spelling_it_leads_to_the_settings(String query) {
        var recovery = browser.askForCode(START + query, email);

        var answer = browser.submit(recovery.path(), code(recovery));

        assertThat(BrowserClient.location(answer)).startsWith(ui + "/settings?flow=");
    }

    private Map<String, String> code(Recovery recovery) {
        return recovery.fields("code", operator.mailedCode(email));
    }
}
