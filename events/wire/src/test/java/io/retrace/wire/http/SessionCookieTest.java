package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class SessionCookieTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_browser_stays_signed_in_until_its_session_ends() {
        assertThat(cookie(Map.of()))
                .isEqualTo("ory_kratos_session=abc; Path=/; Expires=Mon, 23 Nov 2026 12:00:00 GMT; Max-Age=86400;"
                        + " HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void a_cookie_that_is_not_persistent_is_forgotten_with_the_browser() {
        assertThat(cookie(Map.of("retrace.session.cookie.persistent", "false")))
                .isEqualTo("ory_kratos_session=abc; Path=/; HttpOnly; Secure; SameSite=Lax");
    }

    private static String cookie(Map<String, String> configured) {
        var issued = new SessionCookie(Given.settings(configured)).issued("abc", NOON);
        return String.valueOf(issued.getFirst(HttpHeaders.SET_COOKIE));
    }
}
