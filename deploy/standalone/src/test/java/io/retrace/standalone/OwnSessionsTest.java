package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.NativeClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person sees where else they are signed in, and ends it. */
@ExtendWith(SharedRetrace.class)
class OwnSessionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Endpoints endpoints;
    private final NativeClient client;
    private final String email = UUID.randomUUID() + "@example.org";

    OwnSessionsTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
    }

    @Test
    void the_list_names_every_session_but_the_one_that_asks() {
        var phone = client.recoverNew(email);
        var tablet = recoverAgain();

        var listed = list(phone);

        assertThat(listed.status()).isEqualTo(200);
        assertThat(ids(listed)).containsExactly(idOf(tablet));
        assertThat(listed.headers().firstValue("X-Total-Count")).contains("1");
        var session = listed.json().get(0);
        assertThat(session.path("active").asBoolean()).isTrue();
        assertThat(session.at("/identity/traits/email").asString("")).isEqualTo(email);
        assertThat(session.path("devices").size()).isEqualTo(1);
    }

    @Test
    void one_that_is_ended_is_off_the_list_at_once_and_lets_nobody_in() {
        var phone = client.recoverNew(email);
        var tablet = recoverAgain();

        assertThat(delete("/sessions/" + idOf(tablet), phone).status()).isEqualTo(204);

        assertThat(ids(list(phone))).isEmpty();
        assertThat(whoami(tablet).status()).isEqualTo(401);
        assertThat(whoami(phone).status()).isEqualTo(200);
    }

    @Test
    void all_others_end_together_and_are_counted() {
        var phone = client.recoverNew(email);
        var tablet = recoverAgain();
        var laptop = recoverAgain();

        var ended = delete("/sessions", phone);
        var again = delete("/sessions", phone);

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body()).isEqualTo("{\"count\":2}\n");
        assertThat(again.body()).isEqualTo("{\"count\":0}\n");
        assertThat(ids(list(phone))).isEmpty();
        assertThat(List.of(
                        whoami(tablet).status(),
                        whoami(laptop).status(),
                        whoami(phone).status()))
                .containsExactly(401, 401, 200);
    }

    @Test
    void a_browser_may_do_the_same_with_its_cookie() {
        var phone = client.recoverNew(email);
        var tablet = recoverAgain();
        var cookie = "ory_kratos_session=" + phone;

        var listed = client.send("GET", endpoints.publicBase(), "/sessions", "", "Cookie", cookie);
        var ended = client.send("DELETE", endpoints.publicBase(), "/sessions/" + idOf(tablet), "", "Cookie", cookie);

        assertThat(ids(listed)).hasSize(1);
        assertThat(ended.status()).isEqualTo(204);
        assertThat(whoami(tablet).status()).isEqualTo(401);
    }

    @Test
    @Tag("difference-foreign-sessions-look-absent")
    void nobody_ends_a_session_of_somebody_else_or_learns_that_it_is_there() {
        var mine = client.recoverNew(email);
        var theirs = client.recoverNew(UUID.randomUUID() + "@example.org");

        var ofSomebodyElse = delete("/sessions/" + idOf(theirs), mine);
        var ofNobody = delete("/sessions/" + UUID.randomUUID(), mine);

        assertThat(ofSomebodyElse.status()).isEqualTo(204);
        assertThat(ofNobody.status()).isEqualTo(204);
        assertThat(whoami(theirs).status()).isEqualTo(200);
    }

    @Test
    void the_session_that_asks_cannot_be_ended_so_nor_one_without_a_proper_name() {
        var mine = client.recoverNew(email);

        assertThat(delete("/sessions/" + idOf(mine), mine).status()).isEqualTo(400);
        assertThat(delete("/sessions/nobodys", mine).status()).isEqualTo(400);
        assertThat(whoami(mine).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"GET, /sessions", "DELETE, /sessions", "DELETE, /sessions/00000000-0000-4000-8000-000000000000"})
    void without_a_session_nothing_is_shown_or_ended(String method, String path) {
        var answer = client.send(method, endpoints.publicBase(), path, "", "X-Session-Token", "not-a-token");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/error/reason")).isEqualTo("No valid session credentials found in the request.");
    }

    /** Recovers the same account once more, as another device would, and gives that session's token. */
    private String recoverAgain() {
        int letters = client.lettersTo(email);
        var flow = client.askForCode(email);
        await().atMost(SOON).until(() -> client.lettersTo(email) > letters);
        return client.submitCode(flow, client.mailedCode(email)).text("/continue_with/0/ory_session_token");
    }

    private Answer list(String token) {
        return client.send("GET", endpoints.publicBase(), "/sessions", "", "X-Session-Token", token);
    }

    private Answer delete(String path, String token) {
        return client.send("DELETE", endpoints.publicBase(), path, "", "Authorization", "Bearer " + token);
    }

    private Answer whoami(String token) {
        return client.send("GET", endpoints.publicBase(), "/sessions/whoami", "", "X-Session-Token", token);
    }

    private String idOf(String token) {
        return whoami(token).text("/id");
    }

    private static List<String> ids(Answer listed) {
        return listed.json()
                .valueStream()
                .map(session -> session.path("id").asString(""))
                .toList();
    }
}
