package io.retrace.command.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.http.Given;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.policy.RecoveryMethods;
import io.retrace.wire.http.FormTargets;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings.Transitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ConfirmationAnswersTest {

    @Test
    void the_button_may_lead_to_where_a_recovery_without_settings_ends() {
        var settings = Given.settings(Map.of(
                "retrace.selfservice.default_browser_return_url", "https://shop.example.org/home",
                "retrace.selfservice.allowed_return_urls[0]", "https://club.example.org/"));
        var methods = new RecoveryMethods(RecoveryMethod.LINK, List.of(RecoveryMethod.LINK), Duration.ofHours(1));
        var confirmations = new ConfirmationAnswers(
                Urls.of(settings),
                new RecoverySwitches(true, methods, false, Transitions.AUTO),
                FormTargets.of(settings));

        var page = confirmations.page(new MockHttpServletRequest(), new RecoveryId(new UUID(0, 1)), "token");

        assertThat(page.getHeaders().getFirst("Content-Security-Policy"))
                .contains("https://shop.example.org", "https://club.example.org");
    }
}
