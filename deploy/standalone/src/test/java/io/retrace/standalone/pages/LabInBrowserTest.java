package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient;
import io.retrace.standalone.SharedRetrace;
import io.retrace.standalone.StandaloneFixture;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The what-if lab and the page of views in a real browser, after an evening on which somebody guessed a code. */
@NullMarked
@ExtendWith({SharedBrowser.class, SharedRetrace.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LabInBrowserTest {

    private static final String WRONG = "12345x";
    private static final String SUBMIT = "form.asking button[type=submit]";
    private static final String SUBMISSIONS = "#submissions_max";
    private static final String STOPPED = "It would have stopped the attack";

    private final Browser browser;
    private final StandaloneFixture retrace;
    private final NativeClient client;
    private final String console;
    private final String honest = "honest-" + UUID.randomUUID() + "@example.org";
    private final String victim = "victim-" + UUID.randomUUID() + "@example.org";
    private String guessed = "";
    private String from = "";

    LabInBrowserTest(Browser browser, StandaloneFixture retrace) {
        this.browser = browser;
        this.retrace = retrace;
        this.client = new NativeClient(retrace.endpoints());
        this.console = retrace.endpoints().adminBase() + "/admin/console";
    }

    @BeforeAll
    void anEvening() {
        from = Long.toString(retrace.logged() + 1);
        client.createIdentity(honest);
        client.createIdentity(victim);
        recoverAfter(2, honest);
        guessed = recoverAfter(4, victim);
    }

    private String recoverAfter(int guesses, String address) {
        var flow = client.askForCode(address);
        for (int guess = 0; guess < guesses; guess++) {
            client.submitCode(flow, WRONG);
        }
        assertThat(client.submitCode(flow, client.mailedCode(address)).text("/state"))
                .isEqualTo("passed_challenge");
        return flow;
    }

    @BeforeEach
    void sitDown() {
        browser.paint("light");
        browser.size(1280, 1400);
        browser.complaints();
    }

    @AfterEach
    void nothingWasBroken() {
        assertThat(browser.complaints())
                .allMatch(line -> line.contains("404") || line.contains("400"), "an error page's own status");
    }

    @Test
    void a_policy_is_tried_and_the_report_says_whom_it_stops_and_whom_it_hurts() {
        ask("2", guessed);

        browser.awaitText(STOPPED + ", and hurt 1 honest person.");

        assertThat(browser.text(".figures")).contains("takeover stopped", "honest person hurt", "guesses allowed");
        assertThat(browser.text("#attackers ~ .table")).contains(guessed.substring(0, 8));
        assertThat(browser.attribute("#attackers ~ .table a", "href"))
                .hasValueSatisfying(href -> assertThat(href).endsWith("/recoveries/" + guessed));
        assertThat(browser.source()).doesNotContain(honest, victim);
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-report");
        browser.narrow();
        assertThat(browser.isScrolledSideways()).isFalse();
    }

    @Test
    void a_question_can_be_changed_and_asked_again_and_both_answers_lie_beside_each_other() {
        ask("2", guessed);
        browser.awaitText(STOPPED);
        browser.click("a[href*='like=']");
        assertThat(browser.value(SUBMISSIONS)).isEqualTo("2");
        assertThat(browser.value("#flows")).isEqualTo(guessed);
        browser.fill(SUBMISSIONS, "4");
        browser.click(SUBMIT);
        browser.awaitText(STOPPED + ", and hurt nobody else.");

        browser.open(console + "/lab");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab");
        browser.press(".compare button", "Two policies beside each other");

        assertThat(browser.text("main")).contains("Stopped by B only", "Stopped by both", "+1 worse");
        assertThat(browser.text("main")).doesNotContain("do not say which policy is better");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-compare");
    }

    @Test
    void what_is_wrong_with_a_question_is_said_where_it_stands_and_nothing_is_lost() {
        browser.open(console + "/lab");
        browser.fill(SUBMISSIONS, "0");
        browser.fill("#code_lifetime", "soon");
        browser.fill("#clients", "203.0.113.0/24");

        browser.press(SUBMIT, "Nothing was started");

        assertThat(browser.text("#submissions_max-complaint")).contains("From 1 to 255.");
        assertThat(browser.text("#code_lifetime-complaint")).contains("15 min");
        assertThat(browser.value("#clients")).isEqualTo("203.0.113.0/24");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-wrong");
    }

    @Test
    void the_log_is_shown_to_be_sound() {
        browser.open(console + "/lab");
        browser.click("input[name=range][value=all]");
        browser.click("input[name=policy][value=recorded]");
        browser.click(SUBMIT);

        browser.awaitText("come out exactly as recorded");

        assertThat(browser.text(".figures .number.good")).isEqualTo("0");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-sound");
    }

    @Test
    void a_run_shows_how_far_it_is_and_can_be_broken_off_and_taken_up_again() {
        var run = retrace.runThatNobodyIsAt();
        browser.open(console + "/lab/" + run);
        browser.awaitText("40 %");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-running");
        browser.press("form[action$='/cancel'] button", "Take it up again");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-lab-cancelled");

        browser.click("form[action$='/resume'] button");

        browser.awaitText("come out exactly as recorded"); // without another click
    }

    @Test
    void without_scripts_a_report_has_tables_in_place_of_charts() {
        try (var plain = Browser.startWithoutScripts()) {
            ask(plain, "2", guessed);
            plain.awaitTextAfterReloads(STOPPED);

            plain.click("summary");

            assertThat(plain.text("#guesses")).contains("as it was", "under this policy");
        }
    }

    @Test
    void the_views_say_whether_what_is_read_is_all() {
        browser.open(console + "/projections");
        browser.awaitText("What you read is up to date.");
        assertThat(browser.text("main")).contains("audit", "search, timelines, exports", "Last rebuilt");
        assertThat(browser.barriers()).isEmpty();
        browser.photograph("console-projections");
        browser.narrow();
        assertThat(browser.isScrolledSideways()).isFalse();
    }

    @Test
    void the_page_of_views_looks_again_by_itself() {
        browser.open(console + "/projections");
        browser.awaitText("up to date");

        client.send("POST", retrace.endpoints().adminBase(), "/admin/projections/address/rebuild", "");

        browser.awaitText("generation");
    }

    @Test
    void a_run_that_is_not_there_leads_on() {
        browser.open(console + "/lab/" + UUID.randomUUID());

        assertThat(browser.text("h1")).isEqualTo("Nothing here");
    }

    private void ask(String submissionsMax, String attack) {
        ask(browser, submissionsMax, attack);
    }

    private void ask(Browser by, String submissionsMax, String attack) {
        by.open(console + "/lab?from=" + from + "&flows=" + attack);
        by.fill(SUBMISSIONS, submissionsMax);
        by.click(SUBMIT);
    }
}
