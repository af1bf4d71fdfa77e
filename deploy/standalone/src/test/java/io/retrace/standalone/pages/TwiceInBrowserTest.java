package io.retrace.standalone.pages;

import static io.retrace.standalone.pages.Person.CODE;
import static io.retrace.standalone.pages.Person.EMAIL;
import static io.retrace.standalone.pages.Person.NEW_PASSWORD;
import static io.retrace.standalone.pages.Person.SAVE_PASSWORD;
import static io.retrace.standalone.pages.Person.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.SharedRetrace;
import io.retrace.standalone.StandaloneFixture;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do twice: in two tabs, on two devices, after going back, with a double click. It works once, and leads on. */
@ExtendWith({SharedBrowser.class, SharedRetrace.class})
class TwiceInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE_THE_ANSWER = Duration.ofMillis(10);
    private static final String PASSWORD = "slow-otter-7-lanterns";
    private static final String ACCEPTED = "recovery.CodeAccepted";
    private static final String GO_ON = "You are signed in: go on from here.";
    private static final String REFUSED = "recovery.RecoveryRefused";
    private static final String FIRST_WAY = "main a.button";

    private final Browser browser;
    private final Person me;
    private final String firstTab;

    TwiceInBrowserTest(Browser browser, StandaloneFixture retrace) {
        this.browser = browser;
        this.me = new Person(browser, retrace.endpoints());
        this.firstTab = browser.tab();
    }

    @AfterEach
    void closeTheOtherTabs() {
        browser.closeAllBut(firstTab);
    }

    @Test
    void of_two_tabs_the_first_to_finish_signs_in_and_what_is_stale_leads_on() {
        // given: a recovery in each tab
        me.askForCode();
        var first = me.mailedCode();
        var secondTab = browser.openTab();
        var second = askForAnotherCode();
        var secondFlow = me.recovery();
        // when
        browser.turnTo(firstTab);
        browser.fill(CODE, first);
        browser.press(SEND, "New password");
        browser.turnTo(secondTab);
        browser.fill(CODE, second);
        browser.press(SEND, GO_ON);
        // then
        me.look("second-tab");
        awaitEvent(secondFlow, REFUSED);
        assertThat(me.events(secondFlow)).doesNotContain(ACCEPTED);
        browser.press(FIRST_WAY, "New password");
        // what the second tab was refused with made the first one's form stale
        browser.turnTo(firstTab);
        browser.fill(NEW_PASSWORD, PASSWORD);
        browser.press(SAVE_PASSWORD, GO_ON);
        browser.press(FIRST_WAY, "New password");
        savePassword();
    }

    @Test
    void two_tabs_that_send_their_own_codes_at_once_sign_in() {
        me.askForCode();
        var flow = me.recovery();
        browser.fill(CODE, me.mailedCode());
        var secondTab = browser.openTab();
        var second = askForAnotherCode();
        var secondFlow = me.recovery();
        browser.fill(CODE, second);

        sendAtOnceWith(secondTab);

        await().atMost(PATIENCE)
                .until(() ->
                        Stream.of(flow, secondFlow).anyMatch(it -> me.events(it).contains(ACCEPTED)));
        for (var one : List.of(flow, secondFlow)) {
            assertThat(me.events(one)).filteredOn(ACCEPTED::equals).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_code_that_two_tabs_send_at_once_is_accepted_once() {
        me.askForCode();
        var flow = me.recovery();
        var page = browser.url();
        var code = me.mailedCode();
        browser.fill(CODE, code);
        var secondTab = browser.openTab();
        browser.open(page);
        browser.fill(CODE, code);

        sendAtOnceWith(secondTab);

        awaitEvent(flow, REFUSED);
        assertThat(me.events(flow)).containsOnlyOnce(ACCEPTED);
    }

    @Test
    void a_code_belongs_to_the_device_that_asked_for_it() {
        me.askForCode();
        var code = me.mailedCode();
        var page = browser.url();
        try (var phone = Browser.start()) {
            phone.open(page);
            assertThat(phone.text("h1")).isEqualTo("This form belongs to another browser");
            phone.press(FIRST_WAY, "Enter the email address");
            phone.fill(EMAIL, me.address());
            phone.press(SEND, "Check your mail");
            phone.fill(CODE, code);
            phone.press(SEND, "The recovery code is invalid");
        }
        browser.fill(CODE, code);
        browser.press(SEND, "New password");
    }

    @Test
    void a_link_signs_in_the_device_that_opens_it_and_the_other_can_begin_anew() {
        me.visit("/recovery");
        browser.fill(EMAIL, me.address());
        // the pages offer codes; the API takes either method on any flow
        browser.change(SEND, "value", "link");
        browser.press(SEND, "recovery link has been sent");
        var link = me.mailedLink();
        try (var phone = Browser.start()) {
            phone.open(link);
            phone.press("button", "New password");
        }

        browser.reload();

        assertThat(browser.text("h1")).isEqualTo("This form belongs to another browser");
        browser.press(FIRST_WAY, "Enter the email address");
    }

    @Test
    void going_back_after_a_code_leads_to_a_new_password() {
        me.recover();

        browser.back();

        browser.awaitText("Your account is recovered");
        me.look("recovery-back");
        browser.press(FIRST_WAY, "New password");
        savePassword();
    }

    @Test
    void going_back_after_a_new_password_says_that_it_is_saved() {
        me.recover();
        savePassword();

        browser.back();

        browser.awaitText("Your changes have been saved!");
        browser.press(FIRST_WAY, "You are signed in");
    }

    @Test
    void a_double_click_sends_a_code_once() {
        me.askForCode();
        var flow = me.recovery();
        browser.fill(CODE, me.mailedCode());

        browser.doubleClick(SEND, BEFORE_THE_ANSWER);

        browser.awaitText("New password");
        savePassword();
        awaitEvent(flow, "recovery.RecoveryCompleted");
        assertThat(me.events(flow)).containsOnlyOnce(ACCEPTED).doesNotContain(REFUSED);
    }

    @Test
    void a_double_click_redeems_a_link_once() {
        browser.open(me.linkAskedForElsewhere());
        var flow = me.recovery();

        browser.doubleClick("button", BEFORE_THE_ANSWER);

        browser.awaitText("New password");
        savePassword();
        awaitEvent(flow, "recovery.RecoveryCompleted");
        assertThat(me.events(flow)).containsOnlyOnce("recovery.LinkRedeemed").doesNotContain("recovery.LinkRejected");
    }

    @Test
    void whoever_is_in_and_opens_the_link_again_is_told_so() {
        var link = me.linkAskedForElsewhere();
        browser.open(link);
        browser.press("button", "New password");

        browser.open(link);
        browser.press("button", "This form was for getting into your account, and you are in.");

        me.look("signed-in-already");
        browser.press(FIRST_WAY, "New password");
    }

    private String askForAnotherCode() {
        me.askForCode();
        await().atMost(PATIENCE).until(() -> me.letters() == 2);
        return me.mailedCode();
    }

    /** The tab in front is the other one; each ends where there is a way on, and the browser is signed in. */
    private void sendAtOnceWith(String otherTab) {
        browser.clickSoon(SEND);
        browser.turnTo(firstTab);
        browser.clickSoon(SEND);
        for (var tab : List.of(firstTab, otherTab)) {
            browser.turnTo(tab);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(browser.text("h1")).isIn("Your account", "That did not work"));
        }
        me.visit("/");
        browser.awaitText("You are signed in");
    }

    private void savePassword() {
        browser.fill(NEW_PASSWORD, PASSWORD);
        browser.press(SAVE_PASSWORD, "Your changes have been saved!");
    }

    private void awaitEvent(String flow, String type) {
        await().atMost(PATIENCE).until(() -> me.events(flow).contains(type));
    }
}
