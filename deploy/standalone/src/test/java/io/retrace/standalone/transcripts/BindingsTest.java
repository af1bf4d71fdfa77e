package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.standalone.Endpoints;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BindingsTest {

    private static final String ONE = "11111111-1111-4111-8111-111111111111";

    private final Bindings bindings = Bindings.of(new Endpoints(
            URI.create("http://127.0.0.1:4433"),
            URI.create("http://127.0.0.1:4434"),
            URI.create("http://127.0.0.1:4455"),
            URI.create("http://127.0.0.1:1")));

    @Test
    void a_placeholder_in_the_middle_of_a_text_is_bound_and_filled_in() {
        assertThat(bindings.mismatch(
                        "<public>/r?flow=<recovery-flow-1>&x", "http://127.0.0.1:4433/r?flow=" + ONE + "&x"))
                .isEmpty();
        assertThat(bindings.fill("<ui>/r?flow=<recovery-flow-1>")).isEqualTo("http://127.0.0.1:4455/r?flow=" + ONE);
    }

    @Test
    void a_placeholder_that_stands_twice_in_a_text_is_one_value() {
        String link = "<a href=\"<recovery-flow-1>\"><recovery-flow-1></a>";

        assertThat(bindings.mismatch(link, "<a href=\"%s\">%s</a>".formatted(ONE, ONE.replace('1', '2'))))
                .isPresent();
        assertThat(bindings.mismatch(link, "<a href=\"%s\">%s</a>".formatted(ONE, ONE)))
                .isEmpty();
    }

    @Test
    void a_value_of_another_form_is_refused() {
        assertThat(bindings.mismatch("Use code <code-1> now", "Use code 12345 now"))
                .contains("expected \"Use code <code-1> now\", was \"Use code 12345 now\"");
        assertThat(bindings.mismatch("<minutes> minutes ago", "0.02 minutes ago"))
                .isEmpty();
        assertThat(bindings.mismatch("<minutes> minutes ago", "0.2 minutes ago"))
                .isPresent();
        assertThat(bindings.mismatch("<time>", "2026-11-22T03:35:00Z")).isEmpty();
        assertThat(bindings.mismatch("<time>", "2026-11-22T03:35:00+01:00")).isPresent();
    }

    @Test
    void two_placeholders_of_a_kind_are_two_values() {
        assertThat(bindings.mismatch("<recovery-flow-1>", ONE)).isEmpty();
        assertThat(bindings.mismatch("<recovery-flow-2>", ONE))
                .contains("expected a new value for <recovery-flow-2>, was \"%s\" of <recovery-flow-1>".formatted(ONE));
        assertThat(bindings.mismatch("<settings-flow-1>", ONE)).isEmpty();
    }

    @Test
    void addresses_are_chosen_and_keep_their_value_in_every_spelling() {
        String email = bindings.fill("<email-1>");

        assertThat(email).matches("rt-1-[0-9a-f]{8}@example\\.org").isEqualTo(bindings.fill("<email-1>"));
        assertThat(bindings.fill("<email-1:encoded>")).isEqualTo(email.replace("@", "%40"));
        assertThat(bindings.mismatch(
                        "to <email-1:upper>", "to RT" + email.substring(2).toUpperCase(Locale.ROOT)))
                .isEmpty();
        assertThat(bindings.fill("<phone-1>")).matches("\\+4917\\d{7}42");
        assertThat(bindings.fill("<hash-of-email-1>")).hasSize(44).endsWith("=");
    }

    @Test
    void what_no_answer_has_brought_cannot_be_filled_in() {
        assertThatThrownBy(() -> bindings.fill("<session-token-1>"))
                .isInstanceOf(Bindings.Unbound.class)
                .hasMessage("no answer has brought a value for <session-token-1>");
    }

    @Test
    void other_angle_brackets_are_literal() {
        assertThat(bindings.mismatch("</x?y=<page-token>>; %!w(<nil>)", "</x?y=abc=>; %!w(<nil>)"))
                .isEmpty();
        assertThat(bindings.fill("<nil></a>")).isEqualTo("<nil></a>");
    }
}
