package io.retrace.log;

import static io.retrace.log.LetterContent.Template.RECOVERY_CODE_INVALID;
import static io.retrace.log.LetterContent.Template.RECOVERY_CODE_VALID;
import static io.retrace.log.LetterContent.Template.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import io.retrace.model.event.SealedLetter;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LetterSealTest {

    private static final String STREAM = "recovery-1";
    private static final LetterContent LETTER =
            new LetterContent(RECOVERY_CODE_VALID, "ada@example.org", "123456", "en", 15);

    private static KeysetHandle keys;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        keys = LetterSeal.newKeys();
    }

    @Test
    void a_letter_opens_with_its_private_key_in_its_stream() throws GeneralSecurityException {
        var letter = close(LETTER);

        assertThat(letter.key()).isEqualTo("today");
        assertThat(LetterSeal.open(letter, LetterSeal.privateHalf(keys), STREAM))
                .isEqualTo(LETTER);
    }

    @Test
    void it_opens_with_no_other_key() throws GeneralSecurityException {
        var other = LetterSeal.privateHalf(LetterSeal.newKeys());
        var letter = close(LETTER);

        assertThatThrownBy(() -> LetterSeal.open(letter, other, STREAM)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void it_opens_in_no_other_stream() throws GeneralSecurityException {
        var own = LetterSeal.privateHalf(keys);
        var letter = close(LETTER);

        assertThatThrownBy(() -> LetterSeal.open(letter, own, "recovery-2"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void the_public_half_does_not_open() throws GeneralSecurityException {
        var publicHalf = LetterSeal.publicHalf(keys);
        var letter = close(LETTER);

        assertThatThrownBy(() -> LetterSeal.open(letter, publicHalf, STREAM))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void every_letter_is_as_long_whatever_it_says() throws GeneralSecurityException {
        var letters = List.of(
                close(LETTER),
                close(new LetterContent(RECOVERY_CODE_INVALID, "nobody@example.org", "", "de-CH", 0)),
                close(new LetterContent(SILENT, "", "", "", 0)),
                close(addressedTo("\u00e9".repeat(900))),
                close(addressedTo("a".repeat(1_900))));

        // 32 bytes of encapsulated key, the content, 16 bytes of tag
        assertThat(letters)
                .extracting(letter -> Base64.getUrlDecoder().decode(letter.text()).length)
                .containsOnly(32 + 2_048 + 16);
        assertThat(letters).extracting(letter -> letter.text().length()).containsOnly(2_795);
    }

    @Test
    void the_longest_content_that_fits_is_closed_and_one_byte_more_is_refused() throws GeneralSecurityException {
        int around = 96;
        var longest = addressedTo("a".repeat(2_044 - around));
        var tooLong = addressedTo("a".repeat(2_045 - around));

        assertThat(LetterSeal.open(close(longest), LetterSeal.privateHalf(keys), STREAM))
                .isEqualTo(longest);
        assertThatThrownBy(() -> close(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2045")
                .hasMessageNotContaining("aaa");
    }

    @Test
    void the_same_letter_twice_gives_different_ciphertexts() throws GeneralSecurityException {
        assertThat(close(LETTER)).isNotEqualTo(close(LETTER));
    }

    @Test
    void a_letters_content_does_not_print() {
        assertThat(LETTER).hasToString("LetterContent[hidden]");
    }

    private static LetterContent addressedTo(String recipient) {
        return new LetterContent(RECOVERY_CODE_VALID, recipient, "123456", "en", 15);
    }

    private static SealedLetter close(LetterContent content) throws GeneralSecurityException {
        return LetterSeal.closer("today", LetterSeal.publicHalf(keys)).close(content, STREAM);
    }
}
