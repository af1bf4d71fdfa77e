package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient;
import io.retrace.standalone.StandaloneFixture;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The console in a real browser, over the recoveries of a victim; access is open until the last tests give some. */
@NullMarked
@ExtendWith(SharedBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleInBrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 1400;
    private static final int PHONE = 400;
    private static final int ROWS = 50;
    private static final String WRONG_CODE = "000000";
    private static final int LAST = 99;

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of());
    private final String console = retrace.endpoints().adminBase() + "/admin/console";
    private final NativeClient client = new NativeClient(retrace.endpoints());
    private final String address = "canary-" + UUID.randomUUID() + "@example.org";
    private final Browser browser;
    private String identity = "";
    private String recovery = "";

    ConsoleInBrowserTest(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    void attack() {
        identity = client.createIdentity(address);
        recovery = client.askForCode(address);
        client.submitCode(recovery, WRONG_CODE);
        client.submitCode(recovery, client.mailedCode(address));
        for (int i = 0; i < 4; i++) {
            var locked = client.askForCode(address);
            for (int tries = 0; tries < 6; tries++) {
                client.submitCode(locked, WRONG_CODE);
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(found("flow=" + recovery)).contains("RecoveryCompleted");
            assertThat(found("type=recovery.RecoveryLocked").split("recovery.RecoveryLocked"))
                    .hasSizeGreaterThan(4);
        });
    }

    @AfterAll
    void close() {
        retrace.close();
    }

    @BeforeEach
    void begin() {
        browser.size(WIDTH, HEIGHT);
        browser.speak("en");
        browser.paint("light");
        browser.complaints();
    }

    private String found(String filter) {
        return client.getAdmin("/admin/audit/events?limit=1000&" + filter).body();
    }

    private void open(String page) {
        browser.open(console + page);
    }

    private Map<String, String> views() {
        var views = new LinkedHashMap<String, String>();
        views.put("search", "/events?range=all");
        views.put("search-narrowed", "/events?range=all&outcome=failure&type=recovery.CodeRejected");
        views.put("search-empty", "/events?type=recovery.LinkRedeemed");
        views.put("search-malformed", "/events?client=nowhere");
        views.put("event", "/events/1");
        views.put("timeline-start", "/timeline");
        views.put("timeline-recovery", "/timeline?flow=" + recovery);
        views.put("timeline-account", "/timeline?identity=" + identity);
        views.put("timeline-network", "/timeline?client=127.0.0.0/24");
        views.put("recoveries-start", "/recoveries");
        views.put("recovery", "/recoveries/" + recovery + "?step=3");
        views.put("identities-start", "/identities");
        views.put("identity", "/identities/" + identity);
        views.put("identity-before", "/identities/" + identity + "?as_of=1");
        views.put("help", "/help");
        views.put("nowhere", "/nowhere");
        return views;
    }

    @Test
    @Order(1)
    void each_view_can_be_read_by_everybody_and_shows_no_address() {
        var barriers = new TreeMap<String, List<String>>();
        views().forEach((name, page) -> {
            browser.size(WIDTH, HEIGHT);
            open(page);
            browser.photograph("console-" + name);
            assertThat(browser.source()).as(name).contains("Retrace").doesNotContain(address);
            Optional.of(browser.barriers())
                    .filter(found -> !found.isEmpty())
                    .ifPresent(found -> barriers.put(name, found));
            assertThat(browser.isScrolledSideways()).as(name).isFalse();
            browser.size(PHONE, HEIGHT);
            assertThat(browser.isScrolledSideways()).as(name + " on a phone").isFalse();
            browser.photograph("console-" + name + "-phone");
            assertThat(browser.complaints())
                    .as(name)
                    .allMatch(line -> line.contains("404") || line.contains("400"), "an error page's own status");
        });
        assertThat(barriers).isEmpty();
    }

    @Test
    @Order(2)
    void whatever_is_pasted_leads_to_what_it_names_and_an_address_stands_in_no_url() {
        var leads = Map.of(
                address,
                "/timeline?address=",
                recovery,
                "/recoveries/" + recovery,
                identity,
                "/identities/" + identity,
                "127.0.0.1",
                "/events?client=127.0.0.1",
                "CodeRejected",
                "/events?type=recovery.CodeRejected",
                "7",
                "/events/7");
        leads.forEach((pasted, page) -> {
            open("/events");
            browser.fill("#find", pasted);
            browser.click(".find button");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(browser.url()).startsWith(console + page).doesNotContain("@"));
        });
        open("/events");
        browser.fill("#find", "what is this");
        browser.press(".find button", "is no address, id, network");
    }

    @Test
    @Order(3)
    void a_click_on_a_count_narrows_and_a_click_on_the_filter_widens_again() {
        open("/events?range=all");
        browser.press("a[title='recovery.CodeRejected']", "wrong code, submission");
        assertThat(browser.url()).contains("type=recovery.CodeRejected");
        assertThat(browser.count(".events .why")).isEqualTo(browser.count(".events .mark.bad"));

        browser.press("a.chip.filter", "Letter asked for");
        assertThat(browser.url()).doesNotContain("type=");
    }

    @Test
    @Order(3)
    void a_field_narrows_within_the_same_range_and_takes_no_address() {
        open("/events?range=all");
        browser.click("aside details summary");
        browser.fill("#actor", address);
        browser.click("aside details button");
        assertThat(browser.url()).isEqualTo(console + "/events?range=all");

        browser.fill("#actor", "nobody");
        browser.press("aside details button", "Nothing found");
        assertThat(browser.url()).contains("range=all", "actor=nobody");
    }

    @Test
    @Order(4)
    void older_events_come_without_another_page() {
        open("/events?range=all");
        browser.ask("window.same = true");
        assertThat(browser.count("#rows > li")).isEqualTo(ROWS + 1);

        browser.click("#more a");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(browser.count("#rows > li")).isGreaterThan(ROWS + 1));
        assertThat(browser.ask("window.same")).isEqualTo(true);
    }

    @Test
    @Order(5)
    void charts_are_drawn_and_what_they_show_stands_in_a_table() {
        open("/events?range=all");
        assertThat(browser.ask("Chart.getChart(document.querySelector('canvas')).data.datasets.length"))
                .isEqualTo(1L);
        assertThat(browser.count("#by-time tbody tr")).isGreaterThanOrEqualTo(12);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(6)
    void what_happens_now_appears_at_the_end_of_a_timeline() {
        var another = client.askForCode(address);
        await().atMost(PATIENCE).until(() -> found("flow=" + another).contains("RecoveryEmailRequested"));
        open("/timeline?flow=" + another);
        browser.awaitText("Live: ");
        assertThat(browser.text()).doesNotContain("wrong code");

        client.submitCode(another, WRONG_CODE);

        browser.awaitText("wrong code, submission 1, 4 tries left");
        assertThat(browser.source()).doesNotContain(address);
        browser.photograph("console-timeline-live");
        assertThat(browser.complaints()).isEmpty();

        browser.change("#rows", "data-tail", console + "/nowhere");
        browser.ask("follow(document.querySelector('#rows'))");
        browser.awaitText("Not live any more: load this page again");
    }

    @Test
    @Order(7)
    void a_slider_goes_through_the_steps_of_a_recovery_and_through_the_life_of_an_account() {
        open("/recoveries/" + recovery);
        browser.press("[data-copy='" + recovery + "']", "copied");
        assertThat(browser.text("#here")).isEqualTo("Recovery opened");
        browser.ask("document.querySelector('#step').focus()");

        browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        browser.awaitText("Step 3 of ");
        assertThat(browser.text("#here")).isEqualTo("Code refused");
        assertThat(browser.url()).endsWith("?step=3");
        browser.press("a[rel=next]", "Step 4 of ");
        assertThat(browser.text("#here")).isEqualTo("Code accepted");

        open("/identities/" + identity + "?step=1");
        browser.ask("document.querySelector('#step').focus()");
        browser.type(Keys.ARROW_RIGHT);
        browser.awaitText("its event 2 of ");
        assertThat(browser.text("#stage")).contains("Address claimed").contains("ways to recover it");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(8)
    void an_account_that_is_being_recovered_can_be_recovered_by_whoever_holds_the_code() {
        var another = client.askForCode(address);
        await().atMost(PATIENCE).until(() -> found("flow=" + another).contains("RecoveryEmailRequested"));

        open("/identities/" + identity);

        assertThat(browser.text("#stage")).contains("Whoever held the code").contains(another.substring(0, 8));
        browser.photograph("console-identity-open");
    }

    @Test
    @Order(9)
    void the_keyboard_is_enough() {
        open("/events?range=all");
        browser.type("/");
        browser.awaitFocus("#find");

        open("/events?range=all");
        browser.type("j");
        browser.awaitFocus("#rows li:nth-child(1) .title");
        browser.type("j", "j", "k");
        browser.awaitFocus("#rows li:nth-child(2) .title");
        browser.type(Keys.ENTER);
        browser.awaitText("of the log");
        var event = browser.url();
        browser.type("[");
        await().atMost(PATIENCE).until(() -> !browser.url().equals(event));
        browser.awaitText("of the log");
        browser.type("]");
        await().atMost(PATIENCE).until(() -> browser.url().equals(event));

        browser.type("?");
        browser.awaitFocus("#keys button");
        browser.photograph("console-keys");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    @Order(10)
    void whoever_says_why_sees_what_is_personal_and_that_is_on_record() {
        for (var page : List.of("/timeline?flow=" + recovery + "&limit=5", "/events?range=all&flow=" + recovery)) {
            open(page);
            browser.click(".reveal summary");
            browser.fill("#reason", "the owner called and asked");
            browser.press(".reveal button", "Personal data is open on this page");
            assertThat(browser.text("#rows")).contains(address);
            assertThat(browser.url()).isEqualTo(console + page);
            browser.photograph("console-revealed");
            assertThat(browser.barriers()).isEmpty();
            browser.click(".message a");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() ->
                            browser.count(".reveal") == 1 && !browser.source().contains(address));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(found("type=operation.PersonalDataRevealed"))
                        .contains("POST /admin/console/timeline", "POST /admin/console/events"));
        assertThat(found("type=operation.AuditRead"))
                .contains("GET /admin/console/recoveries/{id}", "recovery-" + recovery);
    }

    @Test
    @Order(11)
    void without_scripts_everything_works_but_charts_and_tails() {
        try (var plain = Browser.startWithoutScripts()) {
            plain.open(console + "/recoveries/" + recovery);
            plain.press("a[rel=next]", "Step 2 of ");
            plain.press(".slider button", "Step 2 of ");
            plain.open(console + "/events?range=all");
            plain.fill("#find", identity);
            plain.press(".find button", "Slide through its");
            plain.press("a[rel=prev]", "Next event");
            plain.open(console + "/events?range=all");
            plain.press("#more a", "Recovery opened");
            assertThat(plain.url()).contains("cursor=");
        }
    }

    @Test
    @Order(12)
    void a_form_of_another_site_is_refused() {
        var sent = client.send(
                "POST", retrace.endpoints().adminBase(), "/admin/console/find", "q=7", "Sec-Fetch-Site", "cross-site");

        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.body()).contains("A page of another site sent this form");
    }

    @Test
    @Order(LAST)
    void a_token_opens_the_console_as_far_as_its_roles_go() {
        var auditor = retrace.token("auditor");
        var operator = retrace.token("operator");
        var wanted = console + "/events?range=all&outcome=failure";

        browser.open(wanted);
        browser.awaitText("Sign in to the console");
        browser.photograph("console-login");
        assertThat(browser.barriers()).isEmpty();
        browser.fill("#token", "wrong");
        browser.press("main button", "unknown, expired or revoked");
        browser.photograph("console-login-wrong");
        assertThat(browser.barriers()).isEmpty();
        browser.fill("#token", auditor);
        browser.press("main button", "What happened");
        assertThat(browser.url()).isEqualTo(wanted);
        assertThat(browser.count(".reveal")).isZero();
        var cookie = Objects.requireNonNull(browser.cookie("retrace_console"));
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/admin/console");
        assertThat(cookie.getExpiry()).isNull();
        open("/login");
        browser.awaitText("What happened");
        browser.open(retrace.endpoints().adminBase() + "/admin/audit/events");
        assertThat(browser.text()).contains("This needs an access token");

        browser.open(wanted);
        browser.press(".who button", "Sign in to the console");
        assertThat(browser.cookie("retrace_console")).isNull();
        browser.fill("#token", operator);
        browser.click("main button");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> browser.url().endsWith("/projections"));
        browser.open(wanted);
        browser.awaitText("This page needs the role auditor or responder; you have operator.");
        browser.photograph("console-role-missing");
        assertThat(browser.barriers()).isEmpty();
        browser.forget();
    }
}
