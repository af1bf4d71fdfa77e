package io.retrace.standalone.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.RetraceSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** When there are pages, and where their forms may lead. */
class PagesTest {

    private static final String OWN = "http://127.0.0.1:4455";
    private static final String RECOVERY_UI = "retrace.selfservice.flows.recovery.ui-url";
    private static final String SETTINGS_UI = "retrace.selfservice.flows.settings.ui-url";
    private static final String ERROR_UI = "retrace.selfservice.flows.error.ui-url";

    private final Map<String, String> configuration = new HashMap<>(
            Map.of(RECOVERY_UI, OWN + "/recovery", SETTINGS_UI, OWN + "/settings", ERROR_UI, OWN + "/error"));

    @Test
    void there_are_pages_where_a_flow_leads_to_them() {
        assertThat(Pages.areWanted(settings())).isTrue();

        configuration.put(RECOVERY_UI, "https://app.example.org/recovery");
        assertThat(Pages.areWanted(settings())).isTrue();
    }

    @Test
    void whoever_has_pages_of_their_own_or_wants_none_gets_none() {
        configuration.put("retrace.standalone.pages", "false");
        assertThat(Pages.areWanted(settings())).isFalse();

        configuration.remove("retrace.standalone.pages");
        configuration.replaceAll((_, url) -> url.replace(OWN, "https://app.example.org"));
        assertThat(Pages.areWanted(settings())).isFalse();
    }

    @Test
    void a_form_may_lead_to_the_api_and_wherever_a_flow_may_end() {
        configuration.put("retrace.serve.public.base-url", "https://id.example.org/auth/");
        configuration.put("retrace.selfservice.allowed-return-urls[0]", "https://*.example.org/after");
        configuration.put("retrace.selfservice.default-browser-return-url", "https://www.example.com/home");
        configuration.put("retrace.selfservice.flows.login.ui-url", OWN + "/login");

        assertThat(Site.of(settings(), Optional.empty()).contentSecurityPolicy())
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'; form-action 'self' https://id.example.org https://www.example.com"
                        + " http://127.0.0.1:4455 https://*.example.org");
    }

    private RetraceSettings settings() {
        return new Binder(new MapConfigurationPropertySource(configuration))
                .bindOrCreate("retrace", RetraceSettings.class);
    }
}
