package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browsers must follow the answer to a form to wherever a flow may end. */
class FormTargetsTest {

    @Test
    void every_origin_that_a_flow_may_lead_to_is_one_and_is_named_once() {
        var settings = Given.settings(Map.of(
                "retrace.serve.public.base_url", "https://id.example.org/auth/",
                "retrace.selfservice.default_browser_return_url", "https://shop.example.org/home",
                "retrace.selfservice.allowed_return_urls[0]", "https://shop.example.org/",
                "retrace.selfservice.allowed_return_urls[1]", "https://*.example.com/",
                "retrace.selfservice.flows.recovery.ui_url", "https://id.example.org/recovery",
                "retrace.selfservice.flows.settings.ui_url", "https://account.example.org:8443/settings",
                "retrace.selfservice.flows.login.ui_url", "https://id.example.org/login",
                "retrace.selfservice.flows.error.ui_url", "/error"));

        assertThat(FormTargets.of(settings).split(" "))
                .containsExactly(
                        "https://id.example.org",
                        "https://shop.example.org",
                        "https://account.example.org:8443",
                        "https://*.example.com");
    }
}
