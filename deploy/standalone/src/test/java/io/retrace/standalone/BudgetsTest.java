package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Small budgets, spent: who is stopped, what they see of it, and who is not stopped. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetsTest {

    private static final int CODES = 6;
    private static final int LETTERS = 3;
    private static final int FLOWS = 20;
    private static final String INVALID_CODE = "\"id\":4060006";
    private static final String WRONG = "12345x";

    // windows of a day: an hour could end between two requests of a test
    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of(
            "retrace.http.trusted_proxies", "127.0.0.1/32",
            "retrace.budgets.codes_per_identity.limit", String.valueOf(CODES),
            "retrace.budgets.codes_per_identity.window", "24h",
            "retrace.budgets.codes_per_address.limit", "1000",
            "retrace.budgets.letters_per_address.limit", String.valueOf(LETTERS),
            "retrace.budgets.letters_per_address.window", "24h",
            "retrace.budgets.initiations_per_network.limit", String.valueOf(FLOWS),
            "retrace.budgets.initiations_per_network.window", "24h"));
    private final URI publicBase = retrace.endpoints().publicBase();
    private final NativeClient client = new NativeClient(retrace.endpoints());

    @AfterAll
    void stop() {
        retrace.close();
    }

    @Test
    void beyond_the_budget_no_letter_comes_and_known_and_unknown_are_told_the_same_as_before() {
        // given
        var known = newAddress();
        var unknown = newAddress();
        client.createIdentity(known);
        // when
        var first = ask(known);
        for (int letter = 1; letter < LETTERS; letter++) {
            ask(known);
        }
        for (int letter = 1; letter <= LETTERS; letter++) {
            ask(unknown);
        }
        var oneTooMany = ask(known);
        // then
        assertThat(oneTooMany).isEqualTo(first).isEqualTo(ask(unknown));
        var other = newAddress();
        client.recoverNew(other);
        assertThat(client.lettersTo(known)).isEqualTo(LETTERS);
    }

    @Test
    @Tag("difference-budgets")
    void with_no_codes_left_the_right_one_is_as_good_as_a_wrong_one_and_only_recovery_stops() {
        // given
        var email = newAddress();
        client.createIdentity(email);
        var token = client.submitCode(client.askForCode(email), client.mailedCode(email))
                .text("/continue_with/0/ory_session_token");
        var guessed = client.askForCode(email);
        for (int guess = 1; guess < CODES; guess++) {
            assertThat(client.submitCode(guessed, WRONG).body()).contains(INVALID_CODE);
        }
        // when
        var flow = client.askForCode(email);
        await().untilAsserted(() -> assertThat(client.lettersTo(email)).isEqualTo(3));
        var right = client.submitCode(flow, client.mailedCode(email));
        // then
        var other = newAddress();
        var otherFlow = client.askForCode(other);
        var wrong = client.submitCode(otherFlow, WRONG);
        assertThat(Likeness.of(right, flow, email)).isEqualTo(Likeness.of(wrong, otherFlow, other));
        assertThat(right.body()).contains(INVALID_CODE);
        assertThat(whoami(token).status()).isEqualTo(200);
    }

    @Test
    @Tag("difference-network-budget")
    void a_network_that_opens_too_many_flows_is_told_when_to_come_back_and_put_on_record_once() {
        // when
        for (int flow = 1; flow <= FLOWS; flow++) {
            assertThat(openFrom("203.0.113." + flow).status()).isEqualTo(200);
        }
        var throttled = openFrom("203.0.113.200");
        // then
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.json().at("/error/code").asInt()).isEqualTo(429);
        assertThat(Integer.parseInt(
                        throttled.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 24 * 3_600);
        // when
        long logged = retrace.logged();
        var again = openFrom("203.0.113.201");
        // then
        assertThat(again.status()).isEqualTo(429);
        assertThat(retrace.logged()).isEqualTo(logged);
        assertThat(openFrom("198.51.100.1").status()).isEqualTo(200);
        assertThat(retrace.differencesOnReplay()).isEmpty();
    }

    private Map<String, String> ask(String email) {
        var flow = client.openRecovery();
        return Likeness.of(client.submitEmail(flow, email), flow, email);
    }

    private Answer openFrom(String address) {
        return client.send(
                "GET", publicBase, "/self-service/recovery/api", "", "X-Forwarded-For", address, "Accept", "*/*");
    }

    private Answer whoami(String token) {
        return client.send("GET", publicBase, "/sessions/whoami", "", "X-Session-Token", token);
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@example.org";
    }
}
