package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences from the peer that no other test shows. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class AnsweredOtherwiseTest {

    private static final int ERRORS_KEPT = 1_000;

    private final Endpoints endpoints;
    private final NativeClient operator;

    AnsweredOtherwiseTest(StandaloneFixture retrace) {
        endpoints = retrace.endpoints();
        operator = new NativeClient(endpoints);
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentials_identifier", "preview_credentials_identifier_similar", "organization_id"})
    @Tag("difference-list-filters")
    void a_filter_that_there_is_not_is_refused_and_named(String filter) {
        var refused = operator.getAdmin("/admin/identities?" + filter + "=x");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error/reason")).isEqualTo("The filter `" + filter + "` is not supported.");
    }

    @Test
    @Tag("difference-errors-in-memory")
    void a_thousand_errors_later_an_error_is_forgotten() {
        var browser = new RecoveryBrowser(endpoints, RecoveryBrowser.Kind.BROWSER);
        var first = error(browser);
        assertThat(operator.getPublic("/self-service/errors?id=" + first).status())
                .isEqualTo(200);

        for (int i = 0; i < ERRORS_KEPT; i++) {
            error(browser);
        }

        assertThat(operator.getPublic("/self-service/errors?id=" + first).status())
                .isEqualTo(404);
    }

    private static String error(RecoveryBrowser browser) {
        var led = browser.visit("/self-service/recovery").headers();
        return led.firstValue("location").orElseThrow().replaceFirst(".*id=", "");
    }
}
