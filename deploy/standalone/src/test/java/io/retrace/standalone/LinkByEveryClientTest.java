package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.courier.CourierDatabase;
import io.retrace.standalone.Visit.Kind;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What no transcript shows of recovery by link, for the kinds of client that it does not show it of. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class LinkByEveryClientTest {

    private static final String START = "/self-service/recovery/browser";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final StandaloneFixture retrace;
    private final Endpoints endpoints;
    private final NativeClient operator;
    private final BrowserClient browser;
    private final String email = UUID.randomUUID() + "@example.org";

    LinkByEveryClientTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        endpoints = retrace.endpoints();
        operator = new NativeClient(endpoints);
        browser = new BrowserClient(endpoints);
    }

    @Test
    @Tag("row-197")
    void a_person_who_is_signed_in_is_led_on_and_gets_no_link() {
        operator.createIdentity(email);
        var open = browser.askForLink(START, "nobody-" + email);
        browser.askForLink(START, email);
        browser.redeem(operator.mailedLink(email));
        assertThat(browser.fetch("/sessions/whoami").status()).isEqualTo(200);

        var answer = browser.submit(open.path(), open.fields("email", email));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(BrowserClient.location(answer)).isEqualTo(endpoints.uiBase() + "/welcome");
        await().atMost(SOON).until(() -> historyOf(open.id()).contains("session present"));
        assertThat(historyOf(open.id())).contains("letter 1 with").doesNotContain("letter 2 with");
    }

    @ParameterizedTest
    @CsvSource({"?return_to={ui}/home, {ui}/home", "'', ''"})
    @Tag("row-205")
    void the_settings_flow_leads_where_the_flow_with_the_link_was_to_lead(String query, String place) {
        operator.createIdentity(email);
        var ui = endpoints.uiBase().toString();
        browser.askForLink(START + query.replace("{ui}", ui), email);

        var settings = Browser.flowIn(browser.redeem(operator.mailedLink(email)));

        assertThat(browser.fetch("/self-service/settings/flows?id=" + settings).text("/return_to"))
                .isEqualTo(place.replace("{ui}", ui));
    }

    @Test
    @Tag("row-248")
    void a_link_begins_with_the_public_url_where_no_other_is_configured() {
        operator.createIdentity(email);

        var recovery = browser.askForLink(START, email);

        assertThat(operator.mailedLink(email).toString())
                .startsWith(endpoints.publicBase() + "/self-service/recovery?flow=" + recovery.id() + "&token=");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("row-250")
    void somebody_unknown_who_asks_for_a_link_gets_no_letter(Kind kind) {
        var visit = Visit.begin(endpoints, kind);

        visit.askForLetter("link", email);

        await().atMost(SOON).until(() -> silentLettersOf(visit.flow()) == 1);
        assertThat(operator.lettersTo(email)).isZero();
    }

    private String historyOf(String flow) {
        return operator.getAdmin("/admin/audit/recoveries/" + flow).body();
    }

    private long silentLettersOf(String flow) {
        return retrace.context()
                .getBean(CourierDatabase.class)
                .pool()
                .jdbc()
                .sql("select count(*) from courier.delivery where stream = :stream and outcome = 'silent'")
                .param("stream", "recovery-" + flow)
                .query(Long.class)
                .single();
    }
}
