package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** Nothing that a browser may have been made to send reaches a path unless the path looks after itself. */
class CsrfFilterTest {

    private static final int ADMIN = 4434;
    private static final String NAME = "csrf_token_be481debe9e1ebcf14d99f6f631d9a520ca6701ba0f3e4398508af30ebb1f509";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NO_COOKIES = "The HTTP Cookie Header is empty or not set.";
    private static final String NO_CSRF_COOKIE =
            "The HTTP Cookie Header was set but did not include the anti-CSRF cookie.";
    private static final String MISMATCH = "The HTTP Cookie Header was set and a CSRF token was sent but they do not"
            + " match. We recommend deleting all cookies for this domain and retrying the flow.";

    private final CsrfFilter filter = new CsrfFilter(new CsrfCookie(Given.settings(Map.of())), ADMIN);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/self-service/recovery/browser",
                "/self-service/recovery/flows",
                "/self-service/recovery/",
                "/self-service/errors",
                "/admin/recovery/code",
                "/recovery/nowhere",
                "/"
            })
    void what_changes_something_is_refused_without_a_token_whatever_the_path_is(String path) throws Exception {
        assertThat(passes(request("POST", path))).isFalse();

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getHeader("Ory-Error-Id")).isEqualTo("security_csrf_violation");
        assertThat(response.getHeader("Set-Cookie")).startsWith(NAME + "=");
        assertThat(rejectReason()).isEqualTo(NO_COOKIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "PROPFIND"})
    void every_method_that_may_change_something_is_asked_for_a_token(String method) throws Exception {
        assertThat(passes(request(method, "/nowhere"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void what_only_reads_is_not(String method) throws Exception {
        assertThat(passes(request(method, "/nowhere"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /self-service/recovery",
        "PUT, /self-service/recovery",
        "POST, /self-service/recovery/api",
        "POST, /self-service/settings",
        "POST, /self-service/login",
        "DELETE, /self-service/logout/api",
        "DELETE, /sessions",
        "DELETE, /sessions/00000000-0000-4000-8000-000000000000",
        "POST, /sessions/whoami",
        "POST, /recovery/code",
        "POST, /identities",
        "POST, /admin/identities",
        "POST, /health/alive",
    })
    void paths_that_look_after_themselves_are_let_through(String method, String path) throws Exception {
        assertThat(passes(request(method, path))).isTrue();
    }

    @Test
    void the_admin_port_knows_no_tokens() throws Exception {
        var request = request("POST", "/admin/recovery/code");
        request.setLocalPort(ADMIN);

        assertThat(passes(request)).isTrue();
    }

    @Test
    void a_token_that_fits_the_cookie_opens_the_way() throws Exception {
        var secret = CsrfSecret.fresh();
        var request = withCookie(secret);
        request.addHeader("X-CSRF-Token", secret.token());

        assertThat(passes(request)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cors, We detected an AJAX call", "navigate, We detected a regular browser or server-side call"})
    @Tag("row-336")
    void cookies_without_the_anti_csrf_cookie_are_named_as_the_cause(String mode, String hint) throws Exception {
        var request = request("POST", "/nowhere");
        request.setCookies(new Cookie("other", "x"));
        request.addHeader("Cookie", "other=x");
        request.addHeader("Sec-Fetch-Mode", mode);

        assertThat(passes(request)).isFalse();
        assertThat(rejectReason()).isEqualTo(NO_CSRF_COOKIE);
        assertThat(details().path("hint").asString("")).startsWith(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cors", "navigate"})
    @Tag("row-337")
    @Tag("difference-csrf-before-routing-by-header")
    void a_form_without_a_token_is_told_that_none_was_sent(String mode) throws Exception {
        var request = withCookie(CsrfSecret.fresh());
        request.setContentType(FORM);
        request.addHeader("Sec-Fetch-Mode", mode);

        assertThat(passes(request)).isFalse();
        assertThat(details().path("hint").asString(""))
                .startsWith("The anti-CSRF cookie was found but the CSRF token was not included");
        assertThat(details().has("reject_reason")).isFalse();
    }

    @Test
    @Tag("row-337")
    void json_without_a_token_is_told_that_it_does_not_match() throws Exception {
        var request = withCookie(CsrfSecret.fresh());
        request.setContentType("application/json");

        assertThat(passes(request)).isFalse();
        assertThat(rejectReason()).isEqualTo(MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"cors, We detected an AJAX call", "navigate, We detected a regular browser or server-side call"})
    @Tag("row-338")
    void a_token_of_another_cookie_does_not_match(String mode, String hint) throws Exception {
        var request = withCookie(CsrfSecret.fresh());
        request.addHeader("X-CSRF-Token", CsrfSecret.fresh().token());
        request.addHeader("Sec-Fetch-Mode", mode);

        assertThat(passes(request)).isFalse();
        assertThat(rejectReason()).isEqualTo(MISMATCH);
        assertThat(details().path("hint").asString("")).startsWith(hint);
    }

    private boolean passes(MockHttpServletRequest request) throws ServletException, IOException {
        var chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest request(String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    private static MockHttpServletRequest withCookie(CsrfSecret secret) {
        var request = request("POST", "/nowhere");
        request.setCookies(new Cookie(NAME, secret.cookieValue()));
        request.addHeader("Cookie", NAME + "=" + secret.cookieValue());
        return request;
    }

    private String rejectReason() throws IOException {
        return details().path("reject_reason").asString("");
    }

    private JsonNode details() throws IOException {
        return WireJson.mapper().readTree(response.getContentAsByteArray()).at("/error/details");
    }
}
