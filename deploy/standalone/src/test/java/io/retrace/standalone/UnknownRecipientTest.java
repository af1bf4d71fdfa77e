package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator may choose to tell unknown recipients that there is no account; silence is the default. */
@NullMarked
class UnknownRecipientTest {

    private static final Map<String, String> TELLING =
            Map.of("retrace.selfservice.flows.recovery.notify_unknown_recipients", "true");

    private final String nobody = UUID.randomUUID() + "@example.org";

    @Test
    @Tag("row-081")
    void an_unknown_recipient_is_told_by_letter_when_the_operator_wants_it() {
        try (var retrace = StandaloneFixture.start(TELLING)) {
            var client = new NativeClient(retrace.endpoints());

            var answer = client.submitEmail(client.openRecovery(), nobody);

            assertThat(answer.text("/state")).isEqualTo("sent_email");
            var letter = client.letterTo(nobody);
            assertThat(letter.text("/subject")).isEqualTo("Account access attempted");
            assertThat(letter.text("/code")).isEmpty();
            assertThat(letter.text("/link")).isEmpty();
            assertThat(retrace.differencesOnReplay()).isEmpty();
        }
    }
}
