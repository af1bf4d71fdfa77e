package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.NativeClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is signed in, as gateways ask it with whatever method a request has. */
@ExtendWith(SharedRetrace.class)
class WhoamiTest {

    private final Endpoints endpoints;
    private final NativeClient client;
    private final String token;

    WhoamiTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        client = new NativeClient(endpoints);
        token = client.recoverNew(UUID.randomUUID() + "@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    @Tag("row-328")
    void each_method_is_answered_and_sets_no_cookie(String method) {
        var answer = whoami(method, "Cookie", "ory_kratos_session=" + token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Kratos-Authenticated-Identity-Id"))
                .contains(answer.text("/identity/id"));
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        var identity = answer.json().path("identity");
        assertThat(identity.has("recovery_addresses")).isTrue();
        assertThat(identity.has("verifiable_addresses")).isTrue();
        assertThat(identity.has("credentials")).isFalse();
        assertThat(identity.has("metadata_admin")).isFalse();
    }

    @Test
    @Tag("row-330")
    void a_cookie_is_as_good_as_new_and_not_issued_again_nor_is_one_for_a_token() {
        assertThat(whoami("GET", "Cookie", "ory_kratos_session=" + token)
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
        assertThat(whoami("GET", "X-Session-Token", token).headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    @Tag("difference-sessions-are-not-cached")
    void no_gateway_is_told_to_keep_an_answer_so_that_a_session_that_ends_ends_everywhere() {
        for (var whose : List.of(token, "nobodys")) {
            var headers = whoami("GET", "X-Session-Token", whose).headers();

            assertThat(headers.firstValue("Ory-Session-Cache-For")).isEmpty();
            assertThat(headers.firstValue("Cache-Control")).contains("private, no-cache, no-store, must-revalidate");
        }
    }

    private Answer whoami(String method, String header, String value) {
        return client.send(method, endpoints.publicBase(), "/sessions/whoami", "", header, value);
    }
}
