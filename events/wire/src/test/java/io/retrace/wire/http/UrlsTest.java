package io.retrace.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Given;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UrlsTest {

    private static final UUID FLOW = UUID.fromString("1b4e28ba-2fa1-41d2-883f-0016d3cca427");

    @Test
    void what_nobody_configures_follows_from_the_ports() {
        assertThat(Urls.of(Given.settings(Map.of("retrace.serve.admin.port", "9434"))))
                .isEqualTo(new Urls(
                        "http://127.0.0.1:4433",
                        "http://127.0.0.1:9434",
                        "https://www.ory.com/kratos/docs/fallback/recovery",
                        "https://www.ory.com/kratos/docs/fallback/settings",
                        "https://www.ory.sh/kratos/docs/fallback/login",
                        "https://www.ory.com/kratos/docs/fallback/error"));
    }

    @Test
    void a_trailing_slash_falls_away() {
        var urls = Urls.of(Given.settings(Map.of(
                "retrace.serve.public.base_url", "https://id.example.org/",
                "retrace.serve.admin.base_url", "http://admin.internal:4434/")));

        assertThat(urls.publicBase()).isEqualTo("https://id.example.org");
        assertThat(urls.adminBase()).isEqualTo("http://admin.internal:4434");
    }

    @Test
    void a_prefix_that_is_stripped_on_the_way_stays_in_the_urls() {
        var urls = Urls.of(Given.settings(Map.of("retrace.serve.public.base_url", "https://example.org/auth/")));

        assertThat(urls.publicBase()).isEqualTo("https://example.org/auth");
    }

    @Test
    void a_page_gets_its_flow_whether_it_has_a_query_or_not() {
        assertThat(Urls.withFlow("https://app.example.org/recovery", FLOW))
                .isEqualTo("https://app.example.org/recovery?flow=1b4e28ba-2fa1-41d2-883f-0016d3cca427");
        assertThat(Urls.withFlow("https://app.example.org/?page=recovery", FLOW))
                .isEqualTo("https://app.example.org/?page=recovery&flow=1b4e28ba-2fa1-41d2-883f-0016d3cca427");
    }
}
