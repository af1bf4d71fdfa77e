package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Scripts of other origins, as far as they are listed. */
class PublicCorsTest {

    private static final int ADMIN = 4434;
    private static final String UI = "https://ui.example.org";

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sessions/whoami");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void nobody_is_told_anything_unless_it_is_switched_on() throws Exception {
        request.addHeader("Origin", UI);

        assertThat(passes(Map.of())).isTrue();
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void a_listed_origin_may_read_the_answer_with_cookies() throws Exception {
        request.addHeader("Origin", UI);

        assertThat(passes(enabled(Map.of(
                        "allowed_origins[0]", UI,
                        "exposed_headers[0]", "Content-Type",
                        "exposed_headers[1]", "Set-Cookie"))))
                .isTrue();
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(UI);
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(response.getHeader("Access-Control-Expose-Headers")).isEqualTo("Content-Type, Set-Cookie");
        assertThat(response.getHeaders("Vary")).containsExactly("Origin");
    }

    @Test
    void cookies_can_be_kept_out() throws Exception {
        request.addHeader("Origin", UI);

        passes(enabled(Map.of("allowed_origins[0]", UI, "allow_credentials", "false")));

        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(UI);
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.example.org, https://ui.example.org, true",
        "https://*.example.org, https://a.b.example.org, true",
        "https://*.Example.org, https://ui.example.org, true",
        "https://*.example.org, https://example.org, false",
        "https://*.example.org, http://ui.example.org, false",
        "https://*.example.org, https://ui.example.org.evil.example, false",
        "https://*.example.org, https://ui-example.org, false",
        "https://ui.example.org, https://ui.example.org, true",
        "https://ui.example.org, https://ui.example.org:8443, false",
        "https://ui.example.org, null, false",
    })
    void a_star_stands_for_any_part_of_an_origin(String allowed, String origin, boolean may) throws Exception {
        request.addHeader("Origin", origin);

        assertThat(passes(enabled(Map.of("allowed_origins[0]", allowed)))).isTrue();
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(may ? origin : null);
    }

    @Test
    @Tag("difference-cors-star-without-cookies")
    void where_everybody_is_allowed_nobody_reads_what_belongs_to_a_cookie() throws Exception {
        request.addHeader("Origin", "https://stranger.example");

        passes(enabled(Map.of("allowed_origins[0]", "*", "allow_credentials", "true")));

        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void a_preflight_is_answered_before_anybody_else_is_asked() throws Exception {
        preflight(UI, "POST", "content-type, x-csrf-token");

        assertThat(passes(enabled(Map.of("allowed_origins[0]", UI, "max_age", "600"))))
                .isFalse();
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(UI);
        assertThat(response.getHeader("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(response.getHeader("Access-Control-Allow-Headers")).isEqualTo("content-type, x-csrf-token");
        assertThat(response.getHeader("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(response.getHeaders("Vary"))
                .isEqualTo(List.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, POST, content-type",
        "https://ui.example.org, TRACE, content-type",
        "https://ui.example.org, POST, 'content-type, x-of-mine'",
    })
    void a_preflight_for_what_is_not_listed_gets_an_answer_that_allows_nothing(
            String origin, String method, String headers) throws Exception {
        preflight(origin, method, headers);

        assertThat(passes(enabled(Map.of("allowed_origins[0]", UI)))).isFalse();
        assertThat(response.getStatus()).isEqualTo(204);
        assertThat(response.getHeaderNames()).containsExactly("Vary");
    }

    @Test
    void methods_and_headers_are_as_configured() throws Exception {
        preflight(UI, "DELETE", "x-of-mine");

        passes(enabled(
                Map.of("allowed_origins[0]", UI, "allowed_methods[0]", "DELETE", "allowed_headers[0]", "X-Of-Mine")));

        assertThat(response.getHeader("Access-Control-Allow-Methods")).isEqualTo("DELETE");
        assertThat(response.getHeader("Access-Control-Allow-Headers")).isEqualTo("x-of-mine");
        assertThat(response.getHeader("Access-Control-Max-Age")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void the_admin_port_is_left_alone(String method) throws Exception {
        request.setMethod(method);
        request.setLocalPort(ADMIN);
        request.addHeader("Origin", UI);
        request.addHeader("Access-Control-Request-Method", "POST");

        assertThat(passes(enabled(Map.of("allowed_origins[0]", UI)))).isTrue();
        assertThat(response.getHeaderNames()).isEmpty();
    }

    private void preflight(String origin, String method, String headers) {
        request.setMethod("OPTIONS");
        request.addHeader("Origin", origin);
        request.addHeader("Access-Control-Request-Method", method);
        request.addHeader("Access-Control-Request-Headers", headers);
    }

    private boolean passes(Map<String, String> keys) throws Exception {
        var chain = new MockFilterChain();
        new PublicCors(Given.settings(keys).serve().publik().cors(), ADMIN).doFilter(request, response, chain);
        return chain.getRequest() != null;
    }

    private static Map<String, String> enabled(Map<String, String> cors) {
        var keys = new HashMap<>(Map.of("retrace.serve.public.cors.enabled", "true"));
        cors.forEach((key, value) -> keys.put("retrace.serve.public.cors." + key, value));
        return keys;
    }
}
