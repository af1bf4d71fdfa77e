package io.retrace.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.http.ApiError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

class ReturnUrlsTest {

    private final ReturnUrls urls = new ReturnUrls(Given.settings(Map.of(
            "retrace.serve.public.base_url", "https://id.example.org/",
            "retrace.selfservice.default_browser_return_url", "https://app.example.org/welcome",
            "retrace.selfservice.allowed_return_urls[0]", "https://app.example.org/app",
            "retrace.selfservice.allowed_return_urls[1]", "http://localhost:3000",
            "retrace.selfservice.allowed_return_urls[2]", "https://*.example.net")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/app",
                "https://app.example.org/app/deep/er?a=1#here",
                "HTTPS://APP.example.ORG/app",
                "https://id.example.org",
                "https://id.example.org/self-service/settings/browser",
                "http://localhost:3000/",
                "/app/home",
                "app/home",
                "https://shop.example.net/cart",
                "https://a.b.EXAMPLE.net"
            })
    @Tag("row-046")
    void what_is_listed_and_our_own_pages_are_allowed(String url) {
        assertThat(refusal(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com/app",
                "https://app.example.org.evil.com/app",
                "https://app.example.org/",
                "https://app.example.org/App",
                "http://app.example.org/app",
                "https://app.example.org:8443/app",
                "https://id.example.org:4433/",
                "http://localhost/",
                "http://localhost:30000/",
                "https://example.net/",
                "https://evilexample.net/",
                "/home",
                "//evil.example.com/app",
                "///evil.example.com/welcome",
                "////evil.example.com/welcome",
                "javascript:alert(1)",
                "https:app.example.org/app",
                "https:///app"
            })
    @Tag("row-045")
    void what_leads_elsewhere_is_refused(String url) {
        assertThat(refusal(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org@evil.example.com/app",
                "https://jane:secret@app.example.org/app",
                "https://jane@shop.example.net/",
                "https://evil.example.com#@app.example.org/app",
                "https://evil.example.com\\@app.example.org/app",
                "\\\\evil.example.com",
                "https://app.example.org/app/../admin",
                "https://app.example.org/app/./../admin",
                "https://app.example.org/app/%2e%2e/admin",
                "https://app.example.org/app/.%2E/admin",
                "https://app.example.org /app",
                "https://app.example.org\t/app"
            })
    @Tag("row-045")
    @Tag("difference-no-dots-in-return-to")
    void tricks_with_names_and_paths_are_refused(String url) {
        assertThat(refusal(url)).isPresent();
    }

    @Test
    void dots_that_stay_inside_are_allowed() {
        assertThat(refusal("https://app.example.org/app/a/../b")).isEmpty();
        assertThat(refusal("https://app.example.org/app/..hidden")).isEmpty();
    }

    @Test
    void a_relative_url_leads_nowhere_when_no_page_is_the_default() {
        var withoutDefault = new ReturnUrls(Given.settings(Map.of()));

        assertThat(withoutDefault.refusal(requestFor("/home"))).isPresent();
    }

    @Test
    void a_request_without_the_parameter_is_never_refused() {
        assertThat(urls.refusal(new MockHttpServletRequest("GET", "/self-service/recovery/api")))
                .isEmpty();
    }

    @Test
    void the_refusal_names_the_url() {
        var body = JsonMapper.shared()
                .readTree(refusal("https://evil.example.com/")
                        .orElseThrow()
                        .answer()
                        .getBody());

        assertThat(body.at("/error/id").asString()).isEqualTo("self_service_flow_return_to_forbidden");
        assertThat(body.at("/error/code").asInt()).isEqualTo(400);
        assertThat(body.at("/error/reason").asString())
                .isEqualTo("Requested return_to URL \"https://evil.example.com/\" is not allowed.");
    }

    @Test
    void who_leaves_goes_where_they_asked_to_or_where_everybody_goes_that_leaves() {
        var leaving = new ReturnUrls(Given.settings(Map.of(
                "retrace.selfservice.default_browser_return_url", "https://app.example.org/welcome",
                "retrace.selfservice.flows.logout.after.default_browser_return_url", "https://www.example.org/bye",
                "retrace.selfservice.allowed_return_urls[0]", "https://www.example.org",
                "retrace.selfservice.allowed_return_urls[1]", "https://app.example.org")));

        assertThat(leaving.afterLogout(requestFor("https://app.example.org/x"))).isEqualTo("https://app.example.org/x");
        assertThat(leaving.afterLogout(requestFor("/home"))).isEqualTo("https://www.example.org/home");
        assertThat(leaving.afterLogout(requestFor("https://evil.example.com")))
                .isEqualTo("https://www.example.org/bye");
        assertThat(leaving.afterLogout(requestFor(""))).isEqualTo("https://www.example.org/bye");
    }

    private Optional<ApiError> refusal(String url) {
        return urls.refusal(requestFor(url));
    }

    private static MockHttpServletRequest requestFor(String url) {
        var request = new MockHttpServletRequest("GET", "/self-service/recovery/api");
        request.setQueryString("return_to=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
        return request;
    }
}
