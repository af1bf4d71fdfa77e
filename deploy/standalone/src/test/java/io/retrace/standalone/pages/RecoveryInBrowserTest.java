package io.retrace.standalone.pages;

import static io.retrace.standalone.pages.Person.CODE;
import static io.retrace.standalone.pages.Person.EMAIL;
import static io.retrace.standalone.pages.Person.NEW_PASSWORD;
import static io.retrace.standalone.pages.Person.RESEND;
import static io.retrace.standalone.pages.Person.SAVE_PASSWORD;
import static io.retrace.standalone.pages.Person.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.Endpoints;
import io.retrace.standalone.SharedRetrace;
import io.retrace.standalone.StandaloneFixture;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** People recover their accounts with the pages, in a real browser. */
@ExtendWith({SharedBrowser.class, SharedRetrace.class})
class RecoveryInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "slow-otter-7-lanterns";
    private static final String WRONG_CODE = "000000";

    private final Endpoints endpoints;
    private final Browser browser;
    private final Person me;

    RecoveryInBrowserTest(Browser browser, StandaloneFixture retrace) {
        this.browser = browser;
        this.endpoints = retrace.endpoints();
        this.me = new Person(browser, endpoints);
    }

    @Test
    void a_code_leads_to_a_new_password_and_out_again() {
        me.visit("/");
        me.look("welcome");
        browser.press("a.button", "Enter the email address");
        me.look("recovery");

        browser.fill(EMAIL, me.address());
        browser.press(SEND, "Check your mail");
        me.look("recovery-sent");
        browser.fill(CODE, me.mailedCode());
        browser.press(SEND, "New password");
        me.look("settings");
        browser.fill(NEW_PASSWORD, PASSWORD);
        browser.press(SAVE_PASSWORD, "Your changes have been saved!");
        me.look("settings-saved");

        browser.press("a.button", "You are signed in");
        me.look("signed-in");
        assertThat(browser.text("dl")).contains(me.address());
        browser.press("a.second", "You are signed out");
        me.look("signed-out");
        browser.press("a.button", "Locked out?");
    }

    @Test
    @Tag("row-369")
    void a_link_from_a_letter_shows_a_button_that_leads_to_a_new_password() {
        browser.open(me.linkAskedForElsewhere());
        me.look("link");
        assertThat(browser.text("h1")).isEqualTo("Recover your account");
        browser.press("button", "New password");
        browser.fill(NEW_PASSWORD, PASSWORD);
        browser.press(SAVE_PASSWORD, "Your changes have been saved!");
    }

    @Test
    @Tag("row-368")
    void a_link_that_has_worked_leads_to_a_flow_that_says_so() {
        var link = me.linkAskedForElsewhere();
        browser.open(link);
        browser.press("button", "New password");
        browser.forget();

        browser.open(link);
        browser.press("button", "The recovery token is invalid");

        me.look("link-used");
    }

    @Test
    void a_wrong_code_is_said_first_and_another_try_is_right() {
        me.askForCode();

        browser.fill(CODE, WRONG_CODE);
        browser.press(SEND, "The recovery code is invalid");

        me.look("recovery-wrong-code");
        assertThat(browser.title()).startsWith("Error: Check your mail");
        assertThat(browser.text("[role=alert]")).contains("Please try again");
        assertThat(browser.attribute(CODE, "aria-describedby")).hasValue(browser.id("[role=alert]"));
        browser.awaitFocus(CODE);
        browser.fill(CODE, me.mailedCode());
        browser.press(SEND, "New password");
    }

    @Test
    void a_code_is_sent_again_without_typing_one() {
        me.askForCode();
        var first = me.mailedCode();

        browser.click(RESEND);

        await().atMost(PATIENCE).until(() -> me.letters() == 2);
        assertThat(browser.text("h1")).isEqualTo("Check your mail");
        browser.fill(CODE, first);
        browser.press(SEND, "The recovery code is invalid");
        browser.fill(CODE, me.mailedCode());
        browser.press(SEND, "New password");
    }

    @Test
    void what_is_wrong_with_a_field_stands_below_it() {
        me.recover();

        browser.fill(NEW_PASSWORD, "short");
        browser.press(SAVE_PASSWORD, "at least 8 characters");

        me.look("settings-short-password");
        assertThat(browser.attribute(NEW_PASSWORD, "aria-invalid")).hasValue("true");
        assertThat(browser.attribute(NEW_PASSWORD, "aria-describedby")).hasValue(browser.id(".field [role=alert]"));
        assertThat(browser.attribute(NEW_PASSWORD, "autocomplete")).hasValue("new-password");
        browser.awaitFocus(NEW_PASSWORD);
    }

    @Test
    void the_keyboard_is_enough() {
        me.visit("/");
        browser.tabTo("a.button");
        browser.type(Keys.ENTER);
        browser.awaitFocus(EMAIL);
        browser.type(me.address(), Keys.ENTER);
        browser.awaitFocus(CODE);
        browser.type(me.mailedCode(), Keys.ENTER);
        browser.awaitFocus(NEW_PASSWORD);
        browser.type(PASSWORD);
        browser.tabTo(SAVE_PASSWORD);
        browser.type(Keys.ENTER);
        browser.awaitText("Your changes have been saved!");
        browser.awaitFocus("main a.button");
        browser.type(Keys.ENTER);
        browser.awaitText("You are signed in");
    }

    @Test
    void no_script_is_needed() {
        try (var plain = Browser.startWithoutScripts()) {
            plain.open("data:text/html,<p>none</p><script>document.body.textContent='runs'</script>");
            assertThat(plain.text()).isEqualTo("none");

            plain.open(endpoints.uiBase() + "/recovery");
            plain.fill(EMAIL, me.address());
            plain.press(SEND, "Check your mail");
            plain.fill(CODE, me.mailedCode());
            plain.press(SEND, "New password");
            plain.fill(NEW_PASSWORD, PASSWORD);
            plain.press(SAVE_PASSWORD, "Your changes have been saved!");
        }
    }
}
