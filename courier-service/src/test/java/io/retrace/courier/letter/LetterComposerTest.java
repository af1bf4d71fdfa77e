package io.retrace.courier.letter;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.LetterContent;
import io.retrace.log.LetterContent.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LetterComposerTest {

    private final LetterComposer composer = new LetterComposer();

    @Test
    void a_code_is_handed_over_in_subject_text_and_html() {
        var letter = new LetterContent(Template.RECOVERY_CODE_VALID, "ada@example.org", "042137", "en", 15);

        var message = composer.compose(letter);

        var text = """
                Recover access to your account by entering the following code:

                042137

                If this was not you, do nothing. This code expires in 15 minutes.
                """;
        assertThat(message)
                .contains(new Message(
                        "ada@example.org", "Use code 042137 to recover access to your account", text, text));
    }

    @Test
    @Tag("row-081")
    void an_address_that_nobody_owns_hears_of_the_attempt_and_gets_no_code() {
        var letter = new LetterContent(Template.RECOVERY_CODE_INVALID, "nobody@example.org", "", "en", 15);

        var message = composer.compose(letter);

        var text = """
                Hi,

                you (or someone else) entered this email address when trying to recover access to an account.

                However, this email address is not on our database of registered users and therefore the attempt has failed.

                If this was you, check if you signed up using a different address.

                If this was not you, please ignore this email.
                """;
        assertThat(message).contains(new Message("nobody@example.org", "Account access attempted", text, text));
    }

    @Test
    void a_silent_letter_is_no_message() {
        assertThat(composer.compose(new LetterContent(Template.SILENT, "nobody@example.org", "", "en", 15)))
                .isEmpty();
    }

    @Test
    void a_language_without_texts_gets_english() {
        var letter = new LetterContent(Template.RECOVERY_CODE_VALID, "ada@example.org", "042137", "tlh-KX", 15);

        assertThat(composer.compose(letter).orElseThrow().subject())
                .isEqualTo("Use code 042137 to recover access to your account");
    }

    @Test
    void a_region_gets_the_texts_of_its_language() {
        var letter = new LetterContent(Template.RECOVERY_CODE_VALID, "ada@example.org", "042137", "en-GB", 15);

        assertThat(composer.compose(letter)).isPresent();
    }

    @Test
    void a_message_does_not_print_itself() {
        assertThat(new Message("ada@example.org", "042137", "042137", "042137")).hasToString("Message[hidden]");
    }
}
