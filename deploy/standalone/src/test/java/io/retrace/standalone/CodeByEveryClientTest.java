package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import io.retrace.standalone.RecoveryBrowser.Kind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no transcript shows of recovery by code, for the kinds of client that it does not show it of. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class CodeByEveryClientTest {

    private static final String INVALID = "The recovery code is invalid or has already been used. Please try again.";

    private final Endpoints endpoints;
    private final NativeClient operator;
    private final String email = "client-" + UUID.randomUUID() + "@example.org";

    CodeByEveryClientTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        operator = new NativeClient(endpoints);
    }

    @Test
    @Tag("row-076")
    @Tag("row-105")
    void a_single_page_app_is_told_at_the_field_what_is_no_address() {
        for (var typed : List.of("\\", "asdf", "...", "a@example.org,b@example.org")) {
            var app = new RecoveryBrowser(endpoints, Kind.SINGLE_PAGE_APP);
            var refused = app.submit(app.openRecovery(), "email", typed);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/active")).isEqualTo("code");
            assertThat(refused.text("/ui/nodes/1/attributes/name")).isEqualTo("email");
            assertThat(refused.text("/ui/nodes/1/messages/0/text")).isEqualTo("Enter a valid email address");
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("row-092")
    @Tag("row-121")
    void an_empty_code_is_an_invalid_one(Kind kind) {
        operator.createIdentity(email);
        var client = new RecoveryBrowser(endpoints, kind);
        var flow = client.openRecovery();
        client.submit(flow, "email", email);

        client.submit(flow, "code", "");

        var seen = client.look(flow);
        assertThat(seen.json().at("/ui/messages").size()).isEqualTo(1);
        assertThat(seen.text("/ui/messages/0/text")).isEqualTo(INVALID);
        assertThat(seen.body()).doesNotContain("is missing");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("row-093")
    @Tag("row-094")
    @Tag("row-122")
    @Tag("row-364")
    void another_letter_makes_the_code_before_it_worth_nothing(Kind kind) {
        operator.createIdentity(email);
        var client = new RecoveryBrowser(endpoints, kind);
        var flow = client.openRecovery();
        client.submit(flow, "email", email);
        var first = operator.mailedCode(email);
        client.submit(flow, "email", email);
        var second = codeOfLetter(2);
        assumeThat(second).as("one code in a million is the one before").isNotEqualTo(first);

        client.submit(flow, "code", first);
        assertThat(client.look(flow).text("/ui/messages/0/text")).isEqualTo(INVALID);
        var accepted = client.submit(flow, "code", second);

        assertThat(accepted.status()).isEqualTo(kind == Kind.BROWSER ? 303 : 422);
        assertThat(client.fetch("/sessions/whoami").text("/authentication_methods/0/method"))
                .isEqualTo("code_recovery");
    }

    @Test
    @Tag("row-082")
    @Tag("row-109")
    void the_right_code_of_somebody_who_is_inactive_lets_nobody_in() {
        var identity = createInactive();
        var app = new RecoveryBrowser(endpoints, Kind.SINGLE_PAGE_APP);
        var flow = app.openRecovery();
        app.submit(flow, "email", email);
        assertRefused(identity, app.submit(flow, "code", operator.mailedCode(email)));

        var ofNative = operator.openRecovery();
        operator.submitEmail(ofNative, email);
        assertRefused(identity, operator.submitCode(ofNative, codeOfLetter(2)));
    }

    @Test
    @Tag("row-082")
    @Tag("row-108")
    void a_browser_of_somebody_who_is_inactive_is_led_to_the_error() {
        createInactive();
        var browser = new RecoveryBrowser(endpoints, Kind.BROWSER);
        var flow = browser.openRecovery();
        browser.submit(flow, "email", email);

        var led = browser.submit(flow, "code", operator.mailedCode(email));

        assertThat(led.status()).isEqualTo(303);
        var page = led.headers().firstValue("location").orElseThrow();
        assertThat(page).startsWith(endpoints.uiBase() + "/error?id=");
        var error = browser.fetch("/self-service/errors?" + page.substring(page.indexOf("id=")));
        assertThat(error.text("/error/reason")).isEqualTo("This account was disabled.");
        assertThat(browser.fetch("/sessions/whoami").status()).isEqualTo(401);
    }

    @Test
    @Tag("row-397")
    @Tag("difference-D1")
    void an_address_after_success_is_answered_with_a_flow_to_go_on_with() {
        operator.createIdentity(email);
        var flow = operator.openRecovery();
        operator.submitEmail(flow, email);
        operator.submitCode(flow, operator.mailedCode(email));

        var refused = operator.submitEmail(flow, email);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error/details/continue_with/0/action")).isEqualTo("show_recovery_ui");
        var next = refused.text("/error/details/continue_with/0/flow/id");
        assertThat(operator.getPublic("/self-service/recovery/flows?id=" + next).text("/ui/messages/0/id"))
                .isEqualTo("4060001");
    }

    private String codeOfLetter(int number) {
        await().atMost(Duration.ofSeconds(20)).until(() -> operator.lettersTo(email) >= number);
        return operator.mailedCode(email);
    }

    private String createInactive() {
        return operator.postIdentity("""
                        {"schema_id":"default","state":"inactive","traits":{"email":"%s"}}""".formatted(email)).text("/id");
    }

    private static void assertRefused(String identity, Answer refused) {
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error/reason")).isEqualTo("This account was disabled.");
        assertThat(refused.text("/error/details/identity_id")).isEqualTo(identity);
    }
}
