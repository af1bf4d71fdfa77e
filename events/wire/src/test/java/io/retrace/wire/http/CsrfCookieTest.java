package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;

class CsrfCookieTest {

    // sha256 of http://127.0.0.1:4433
    private static final String NAME = "csrf_token_be481debe9e1ebcf14d99f6f631d9a520ca6701ba0f3e4398508af30ebb1f509";
    // 32 bytes in base64
    private static final String VALUE = "[A-Za-z0-9+/]{43}=";

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void outside_development_the_cookie_needs_tls() {
        var headers = cookie(Map.of()).fresh().headers();

        assertThat(setCookie(headers))
                .matches(NAME + "=" + VALUE + "; Path=/; Max-Age=31536000; HttpOnly; Secure; SameSite=Lax");
    }

    @Test
    void in_development_it_needs_none_and_same_site_is_lax() {
        var headers = cookie(Map.of("retrace.dev", "true", "retrace.cookies.same_site", "None"))
                .fresh()
                .headers();

        assertThat(setCookie(headers))
                .matches(NAME + "=" + VALUE + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    }

    @Test
    @Tag("row-334")
    void domain_path_and_same_site_are_as_configured_and_the_name_follows_the_public_url() {
        var headers = cookie(Map.of(
                        "retrace.serve.public.base_url", "https://id.example.org/",
                        "retrace.cookies.domain", "example.org",
                        "retrace.cookies.path", "/auth",
                        "retrace.cookies.same_site", "Strict"))
                .fresh()
                .headers();

        assertThat(setCookie(headers))
                .matches("csrf_token_777514328c3865e683442f4f3f29547f5dcc3cd4c87b939de1e9e9cff039e35b="
                        + VALUE + "; Path=/auth; Domain=example.org; Max-Age=31536000; HttpOnly; Secure;"
                        + " SameSite=Strict");
    }

    @Test
    @Tag("row-332")
    void the_name_is_that_of_the_peer_for_the_same_public_url() {
        var headers = cookie(Map.of("retrace.dev", "true", "retrace.serve.public.base_url", "http://foo.com/bar"))
                .fresh()
                .headers();

        assertThat(setCookie(headers))
                .matches("csrf_token_01c86631efd1537ee34a98e75884a6e21dd8e2d9e944934bca21204106bfd32f=" + VALUE
                        + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    }

    @Test
    @Tag("row-333")
    void outside_development_same_site_none_comes_with_secure() {
        var headers =
                cookie(Map.of("retrace.cookies.same_site", "None")).fresh().headers();

        assertThat(setCookie(headers)).endsWith("; HttpOnly; Secure; SameSite=None");
    }

    @Test
    void a_request_that_has_the_cookie_keeps_it() {
        var secret = CsrfSecret.fresh();
        request.setCookies(new Cookie("other", "x"), new Cookie(NAME, secret.cookieValue()));

        assertThat(cookie(Map.of()).whenMissing(request).isEmpty()).isTrue();
        assertThat(cookie(Map.of()).ensured(request).secret().fits(secret.token()))
                .isTrue();
    }

    @Test
    void of_several_none_can_be_trusted_and_one_that_is_none_of_ours_is_replaced() {
        var value = CsrfSecret.fresh().cookieValue();
        request.setCookies(new Cookie(NAME, value), new Cookie(NAME, value));
        assertThat(cookie(Map.of()).of(request)).isEmpty();
        assertThat(setCookie(cookie(Map.of()).whenMissing(request))).startsWith(NAME + "=");

        var odd = new MockHttpServletRequest();
        odd.setCookies(new Cookie(NAME, "kept"));
        assertThat(setCookie(cookie(Map.of()).whenMissing(odd))).startsWith(NAME + "=");
    }

    @Test
    void a_request_without_it_gets_one() {
        request.setCookies(new Cookie("csrf_token_of_another_service", "x"));

        assertThat(setCookie(cookie(Map.of()).whenMissing(request))).startsWith(NAME + "=");
        assertThat(setCookie(cookie(Map.of()).whenMissing(new MockHttpServletRequest())))
                .startsWith(NAME + "=");
    }

    @Test
    void each_cookie_is_another() {
        var csrf = cookie(Map.of());

        assertThat(setCookie(csrf.fresh().headers()))
                .isNotEqualTo(setCookie(csrf.fresh().headers()));
    }

    private static CsrfCookie cookie(Map<String, String> keys) {
        return new CsrfCookie(Given.settings(keys));
    }

    private static String setCookie(HttpHeaders headers) {
        assertThat(headers.headerNames()).isEqualTo(Set.of("Set-Cookie"));
        return headers.getOrDefault(HttpHeaders.SET_COOKIE, List.of()).getFirst();
    }
}
