package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.wire.http.WireJson;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What nobody expected, here events that cannot be read, as each kind of client is told of it: without a cause. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class UnexpectedFailureTest {

    private static final String RECOVERY = "/self-service/recovery";
    private static final String SETTINGS = "/self-service/settings";
    private static final Map<String, String> ADDRESS = Map.of("method", "code", "email", "jane@example.org");

    private final StandaloneFixture retrace;
    private final Endpoints endpoints;
    private final NativeClient client;
    private final Browser browser;
    private final BrowserClient app;
    private final String email = UUID.randomUUID() + "@example.org";

    UnexpectedFailureTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
        browser = new Browser(endpoints);
        app = new BrowserClient(endpoints);
    }

    @Test
    @Tag("row-028")
    void a_person_whose_recovery_cannot_be_read_is_led_to_the_page_for_errors() {
        var flow = app.fetch(RECOVERY + "/browser").text("/id");

        try (var _ = DamagedStream.of(retrace, "recovery-" + flow)) {
            assertShown(app.submit(RECOVERY + "?flow=" + flow, ADDRESS));
        }
    }

    @Test
    @Tag("row-024")
    void a_script_whose_recovery_cannot_be_read_is_told_so() {
        var flow = app.fetch(RECOVERY + "/browser").text("/id");

        try (var _ = DamagedStream.of(retrace, "recovery-" + flow)) {
            assertTold(app.post(RECOVERY + "?flow=" + flow, ADDRESS));
        }
    }

    @Test
    @Tag("row-020")
    void a_native_client_whose_recovery_cannot_be_read_is_told_so() {
        var flow = client.openRecovery();

        try (var _ = DamagedStream.of(retrace, "recovery-" + flow)) {
            assertTold(client.submitEmail(flow, email));
        }
    }

    @Test
    @Tag("row-016")
    @Tag("row-017")
    @Tag("row-294")
    void who_cannot_be_known_by_their_session_is_told_so_before_there_is_a_flow() {
        signIn();
        var flow = browser.openSettings();

        try (var _ = DamagedStream.of(retrace, "session-" + session())) {
            assertShown(browser.open(RECOVERY + "/browser"));
            assertTold(browser.fetch(RECOVERY + "/browser"));
            assertShown(browser.open(SETTINGS + "/browser"));
            assertTold(browser.fetch(SETTINGS + "/browser"));
            assertTold(natively("GET", RECOVERY + "/api", ""));
            assertTold(natively("GET", SETTINGS + "/api", ""));
            assertTold(browser.open(SETTINGS + "/flows?id=" + flow));
            assertTold(browser.open("/sessions/whoami"));
        }
    }

    @Test
    @Tag("row-300")
    void settings_that_cannot_be_read_are_an_error_to_each_client() {
        signIn();
        var flow = browser.openSettings();
        var own = natively("GET", SETTINGS + "/api", "").text("/id");
        var password = Map.of("method", "password", "password", "slow otter, seven lanterns");

        try (var _ = DamagedStream.of(retrace, "settings-" + flow);
                var _ = DamagedStream.of(retrace, "settings-" + own)) {
            assertShown(browser.submit(SETTINGS + "?flow=" + flow, password));
            var json = WireJson.mapper().writeValueAsString(password);
            assertTold(browser.post(SETTINGS + "?flow=" + flow, json));
            assertTold(natively("POST", SETTINGS + "?flow=" + own, json));
        }
    }

    private void assertShown(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        var place = BrowserClient.location(answer);
        assertThat(place).startsWith(endpoints.uiBase() + "/error?id=");
        var shown = client.getPublic("/self-service/errors?id=" + place.split("id=", 2)[1]);
        assertThat(shown.json().path("error")).isEqualTo(failure());
    }

    private static void assertTold(Answer answer) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.json().path("error")).isEqualTo(failure());
    }

    private static JsonNode failure() {
        return WireJson.mapper().readTree("""
                {"code":500,"status":"Internal Server Error",
                 "message":"An internal server error occurred, please contact the system administrator"}""");
    }

    private void signIn() {
        client.createIdentity(email);
        browser.recover(email);
    }

    private String session() {
        return browser.fetch("/sessions/whoami").text("/id");
    }

    private Answer natively(String method, String path, String body) {
        var token = browser.cookie("ory_kratos_session");
        return client.send(
                method,
                endpoints.publicBase(),
                path,
                body,
                "X-Session-Token",
                token,
                "Content-Type",
                "application/json");
    }
}
