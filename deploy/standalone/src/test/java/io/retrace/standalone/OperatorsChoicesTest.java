package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Visit.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an operator may choose of recoveries: whether unknown recipients are told that there is no account, where links
 * lead, where a person goes on to, and that all their other sessions end.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsChoicesTest {

    private static final String START = "/self-service/recovery/browser";
    private static final String LINKS = "https://links.example.org/retrace";
    private static final String AFTER = "https://shop.example.org/recovered";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.selfservice.flows.recovery.notify_unknown_recipients",
            "true",
            "retrace.selfservice.methods.link.config.base_url",
            LINKS + "/",
            "retrace.selfservice.flows.recovery.after.default_browser_return_url",
            AFTER,
            "retrace.selfservice.flows.recovery.after.hooks[0].hook",
            "revoke_active_sessions"));
    private final Endpoints endpoints = retrace.endpoints();
    private final NativeClient operator = new NativeClient(endpoints);

    @AfterAll
    void history_repeats_itself() {
        try (retrace) {
            assertThat(retrace.differencesOnReplay()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NATIVE, code, 1060003",
        "SINGLE_PAGE_APP, code, 1060003",
        "BROWSER, code, 1060003",
        "NATIVE, link, 1060002",
        "SINGLE_PAGE_APP, link, 1060002",
        "BROWSER, link, 1060002"
    })
    @Tag("row-081")
    @Tag("row-200")
    @Tag("row-248")
    void an_unknown_recipient_is_told_by_a_letter_that_lets_nobody_in(Kind kind, String method, String message) {
        var nobody = newAddress();
        var visit = Visit.begin(endpoints, kind);

        var answer = visit.askForLetter(method, nobody);

        assertThat(answer.status()).isEqualTo(kind == Kind.BROWSER ? 303 : 200);
        var flow = visit.look();
        assertThat(flow.text("/state")).isEqualTo("sent_email");
        assertThat(flow.text("/active")).isEqualTo(method);
        assertThat(flow.json().at("/ui/messages").size()).isEqualTo(1);
        assertThat(flow.text("/ui/messages/0/id")).isEqualTo(message);
        assertThat(flow.json().at("/ui/nodes").valueStream())
                .anySatisfy(node ->
                        assertThat(node.at("/attributes/value").asString("")).isEqualTo(nobody));
        var letter = operator.letterTo(nobody);
        assertThat(letter.text("/subject")).isEqualTo("Account access attempted");
        assertThat(letter.text("/text")).contains("If this was you, check if you signed up using a different address.");
        assertThat(letter.text("/code")).isEmpty();
        assertThat(letter.text("/link")).isEmpty();
        assertThat(letter.body()).doesNotContain(LINKS, visit.flow());
    }

    @Test
    @Tag("row-248")
    void a_link_begins_with_the_configured_url() {
        var email = newAddress();
        operator.createIdentity(email);

        var recovery = new BrowserClient(endpoints).askForLink(START, email);

        var letter = operator.letterTo(email);
        assertThat(letter.text("/text")).contains(LINKS + "/self-service/recovery?flow=" + recovery.id() + "&token=");
        assertThat(letter.text("/subject")).isEqualTo("Recover access to your account");
    }

    @Test
    @Tag("row-209")
    void a_link_ends_all_other_sessions_of_its_person() {
        var email = newAddress();
        var elsewhere = operator.recoverNew(email);
        var browser = new BrowserClient(endpoints);
        browser.askForLink(START, email);

        var redeemed = browser.redeem(secondLetterTo(email));

        assertThat(redeemed.status()).isEqualTo(303);
        assertThat(redeemed.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(browser.fetch("/sessions/whoami").status()).isEqualTo(200);
        assertThat(operator.send("GET", endpoints.publicBase(), "/sessions/whoami", "", "X-Session-Token", elsewhere)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"?return_to={ui}/home, {ui}/home", "'', " + AFTER})
    @Tag("row-205")
    void a_person_goes_on_to_the_configured_place_unless_the_flow_named_another(String query, String place) {
        var email = newAddress();
        operator.createIdentity(email);
        var ui = endpoints.uiBase().toString();
        var browser = new BrowserClient(endpoints);
        browser.askForLink(START + query.replace("{ui}", ui), email);

        var settings = Browser.flowIn(browser.redeem(operator.mailedLink(email)));

        assertThat(browser.fetch("/self-service/settings/flows?id=" + settings).text("/return_to"))
                .isEqualTo(place.replace("{ui}", ui));
    }

    private URI secondLetterTo(String email) {
        await().atMost(SOON).until(() -> operator.lettersTo(email) == 2);
        return operator.mailedLink(email);
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
