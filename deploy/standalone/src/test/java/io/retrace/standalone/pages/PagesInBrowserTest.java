package io.retrace.standalone.pages;

import static io.retrace.standalone.pages.Person.CODE;
import static io.retrace.standalone.pages.Person.EMAIL;
import static io.retrace.standalone.pages.Person.NEW_PASSWORD;
import static io.retrace.standalone.pages.Person.SAVE_PASSWORD;
import static io.retrace.standalone.pages.Person.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.SharedRetrace;
import io.retrace.standalone.StandaloneFixture;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the pages are in a real browser: for whom, in which light, and where they lead when nothing goes on. */
@ExtendWith({SharedBrowser.class, SharedRetrace.class})
class PagesInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Long enough to draw a page on a slow machine, short enough to wait for. */
    private static final String LIFESPAN = "6s";

    private static final String WRONG_CODE = "000000";
    private static final String DARK = "rgba(16, 19, 28, 1)";

    private final Endpoints endpoints;
    private final Browser browser;
    private final Person me;

    PagesInBrowserTest(Browser browser, StandaloneFixture retrace) {
        this.browser = browser;
        this.endpoints = retrace.endpoints();
        this.me = new Person(browser, endpoints);
    }

    @Test
    void germans_read_german() {
        browser.speak("de-AT,de,en");
        me.visit("/");
        me.look("welcome-german");
        browser.press("a.button", "Geben Sie die E-Mail-Adresse");
        browser.fill(EMAIL, me.address());
        browser.press(SEND, "Sehen Sie in Ihr Postfach");
        assertThat(browser.attribute("html", "lang")).hasValue("de");
        browser.fill(CODE, WRONG_CODE);
        browser.press(SEND, "Dieser Code ist falsch");
        me.look("recovery-german");
        browser.fill(CODE, me.mailedCode());
        browser.press(SEND, "Ihr Konto ist wiederhergestellt.");
        browser.fill(NEW_PASSWORD, "kurz");
        browser.press(SAVE_PASSWORD, "mindestens 8 Zeichen haben; dieses hat 4");
        me.look("settings-german");
    }

    @Test
    void whoever_likes_it_dark_gets_it_dark() {
        browser.paint("dark");
        me.visit("/");

        assertThat(browser.style("body", "background-color")).isEqualTo(DARK);
        assertThat(browser.barriers()).isEmpty();
        browser.paint("light");
        assertThat(browser.style("body", "background-color")).isNotEqualTo(DARK);
    }

    @Test
    void what_leads_nowhere_leads_back() {
        me.visit("/recovery?flow=" + UUID.randomUUID());
        me.look("gone");
        browser.press("a.button", "Enter the email address");

        me.visit("/error?id=stub:500");
        me.look("error");
        assertThat(browser.text("main")).contains("This is a stub error.");
        me.visit("/nowhere");
        me.look("nowhere");
        me.visit("/login");
        me.look("sign-in-first");
        browser.press("a.button", "Enter the email address");
    }

    @Test
    void another_browsers_flow_is_no_use() {
        me.askForCode();
        var flow = browser.url();
        browser.forget();

        browser.open(flow);

        me.look("another-browsers");
        assertThat(browser.text("h1")).isEqualTo("This form belongs to another browser");
    }

    @Test
    void the_mail_catcher_shows_the_letters_and_looks_alike() {
        me.askForCode();
        me.mailedCode();
        assertThat(browser.attribute("footer a", "href"))
                .hasValue(endpoints.mailCatcherBase().toString());

        browser.open(endpoints.mailCatcherBase() + "/");

        assertThat(browser.text("main")).contains(me.address());
        browser.photograph("inbox");
        // that it reloads is meant, and may come between
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(browser.barriers()).singleElement(STRING).startsWith("meta-refresh"));
    }

    @Test
    void a_narrow_window_is_wide_enough() {
        me.visit("/");
        browser.narrow();
        assertThat(browser.isScrolledSideways()).isFalse();
        me.look("welcome-narrow");
        me.recover();
        assertThat(browser.isScrolledSideways()).isFalse();
        me.look("settings-narrow");
    }

    @Test
    void an_expired_flow_can_be_begun_again_and_whoever_submits_it_is_told_so() {
        try (var hasty = StandaloneFixture.start(Map.of("retrace.selfservice.flows.recovery.lifespan", LIFESPAN))) {
            // given: a form that somebody filled in, and its page in another tab
            browser.open(hasty.endpoints().uiBase() + "/recovery");
            browser.fill(EMAIL, me.address());
            var page = browser.url();
            var firstTab = browser.tab();
            browser.openTab();
            // when: time is over
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                browser.open(page);
                return browser.text("h1").equals("This form has expired");
            });
            // then
            me.look("expired");
            browser.click("a.button");
            await().atMost(PATIENCE).until(() -> !browser.url().equals(page));
            assertThat(browser.url()).contains("/recovery?flow=");
            browser.closeAllBut(firstTab);
            browser.press(SEND, "Your time to recover the account was over");
            assertThat(browser.url()).isNotEqualTo(page);
        }
    }
}
