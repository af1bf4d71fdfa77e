package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class NegotiationTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/self-service/recovery");

    @Test
    void whoever_says_nothing_gets_html() {
        assertThat(Negotiation.isJson(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/*",
                "application/json, */*",
                "*/*, application/json",
                "application/json, text/plain, */*",
                "text/html;q=0.9, application/json",
                "text/html;q=0, application/json;q=0.1",
                "image/png, application/json;q=0.1",
                "*/*, application/*",
                "application/json;charset=utf-8"
            })
    void who_likes_json_best_gets_json(String accept) {
        request.addHeader("Accept", accept);

        assertThat(Negotiation.isJson(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "text/html",
                "text/*",
                "image/png",
                "",
                ",;",
                "application/json;q=0",
                "application/json;q=none",
                "text/html, application/json;q=0.9",
                "*/*, application/json;q=0.9",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void who_likes_something_else_as_much_or_better_gets_html(String accept) {
        request.addHeader("Accept", accept);

        assertThat(Negotiation.isJson(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html, application/json",
                "application/json, text/html",
                "application/*, text/*",
                "text/html, application/*"
            })
    void of_two_that_are_liked_and_named_alike_html_comes_first(String accept) {
        request.addHeader("Accept", accept);

        assertThat(Negotiation.isJson(request)).isFalse();
    }

    @Test
    void a_body_that_is_exactly_json_is_answered_as_json() {
        request.addHeader("Accept", "text/html");
        request.setContentType("application/json");

        assertThat(Negotiation.isJson(request)).isTrue();
    }

    @Test
    void a_body_of_json_with_a_charset_is_not_exactly_json() {
        request.setContentType("application/json; charset=utf-8");

        assertThat(Negotiation.isJson(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/self-service/recovery",
                "/self-service/recovery/browser",
                "/self-service/settings",
                "/self-service/login/browser",
                "/self-service/logout"
            })
    void a_person_is_who_goes_to_a_step_of_a_flow_and_not_for_json(String path) {
        request.setServletPath(path);
        assertThat(Negotiation.isPerson(request)).isTrue();

        request.addHeader("Accept", "application/json");
        assertThat(Negotiation.isPerson(request)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/self-service/recovery/api",
                "/self-service/settings/flows",
                "/self-service/errors",
                "/sessions/whoami",
                "/admin/identities"
            })
    void what_is_for_machines_no_person_goes_to(String path) {
        request.setServletPath(path);

        assertThat(Negotiation.isPerson(request)).isFalse();
    }
}
