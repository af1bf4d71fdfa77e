package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Flows whose time is over, without continue_with, and with a page for recoveries below the browser's own origin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpiredFlowTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BROWSER = "/self-service/recovery/browser";
    private static final String EXPIRED = "4060005";

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.feature_flags.use_continue_with_transitions", "false",
            "retrace.selfservice.flows.recovery.lifespan", "1s",
            "retrace.selfservice.flows.recovery.ui_url", "/recovery-ts"));
    private final Endpoints endpoints = retrace.endpoints();
    private final String returnTo = endpoints.uiBase() + "/home";
    private final BrowserClient browser = new BrowserClient(endpoints);
    private final NativeClient client = new NativeClient(endpoints);

    @AfterAll
    void stop() {
        retrace.close();
    }

    @Test
    @Tag("row-009")
    void a_relative_page_stays_relative() {
        assertThat(BrowserClient.location(browser.visit(BROWSER))).startsWith("/recovery-ts?flow=");
    }

    @Test
    @Tag("row-013")
    void whoever_reads_it_is_told_where_to_begin_anew() {
        var expired = expired(browser.fetch(BROWSER).text("/id"));

        assertThat(expired.text("/error/details/redirect_to")).isEqualTo(endpoints.publicBase() + BROWSER);
    }

    @Test
    @Tag("row-014")
    void where_it_was_to_lead_is_not_lost() {
        var opened = browser.fetch(BROWSER + "?return_to=" + returnTo);
        var expired = expired(opened.text("/id"));

        var next = browser.submit(
                "/self-service/recovery?flow=" + opened.text("/id"),
                Map.of("method", "code", "email", "jane@example.org", "csrf_token", token(opened)));

        assertThat(expired.text("/error/details/return_to")).isEqualTo(returnTo);
        var successor = expired(BrowserClient.location(next).split("flow=", 2)[1]);
        assertThat(successor.text("/error/details/return_to")).isEqualTo(returnTo);
        assertThat(successor.text("/error/details/redirect_to")).contains("return_to=");
    }

    @Test
    @Tag("row-026")
    @Tag("row-029")
    void a_person_who_submits_it_finds_another_flow_of_the_same_method_that_says_so() {
        var opened = browser.fetch(BROWSER);
        expired(opened.text("/id"));

        var answer = browser.submit(
                "/self-service/recovery?flow=" + opened.text("/id"),
                Map.of("method", "code", "email", "jane@example.org", "csrf_token", token(opened)));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(BrowserClient.location(answer)).startsWith("/recovery-ts?flow=");
        var next = document(BrowserClient.location(answer).split("flow=", 2)[1]);
        assertThat(next.json().at("/ui/messages").size()).isEqualTo(1);
        assertThat(next.text("/ui/messages/0/id")).isEqualTo(EXPIRED);
        assertThat(next.text("/active")).isEqualTo("code");
    }

    @Test
    @Tag("row-022")
    void a_script_that_submits_it_is_led_to_the_flow_in_its_place() {
        var opened = browser.fetch(BROWSER);
        expired(opened.text("/id"));

        var answer = browser.post(
                "/self-service/recovery?flow=" + opened.text("/id"),
                Map.of("method", "code", "email", "jane@example.org", "csrf_token", token(opened)));

        assertSuccessor(opened.text("/id"), answer);
    }

    @Test
    @Tag("row-018")
    void a_native_client_that_submits_it_is_led_to_the_flow_in_its_place() {
        var id = client.openRecovery();
        expired(id);

        var answer = client.submitEmail(id, "jane@example.org");

        assertThat(answer.status()).isEqualTo(303);
        assertSuccessor(id, answer);
    }

    private void assertSuccessor(String id, Answer answer) {
        var place = BrowserClient.location(answer);
        assertThat(place).startsWith(endpoints.publicBase() + "/self-service/recovery/flows?id=");
        var next = document(place.split("id=", 2)[1]);
        assertThat(next.text("/id")).isNotEqualTo(id);
        assertThat(next.text("/ui/messages/0/id")).isEqualTo(EXPIRED);
    }

    /** The answer to a fetch once the flow's time is over. */
    private Answer expired(String id) {
        return await().atMost(SOON)
                .until(() -> browser.fetch("/self-service/recovery/flows?id=" + id), answer -> answer.status() == 410);
    }

    /** A flow as the operator sees it, whether its own second is over or not. */
    private Answer document(String id) {
        return client.getAdmin("/admin/audit/recoveries/" + id + "/document");
    }

    private static String token(Answer opened) {
        return opened.text("/ui/nodes/0/attributes/value");
    }
}
