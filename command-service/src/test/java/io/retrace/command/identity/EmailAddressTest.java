package io.retrace.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "jane@127.0.0.1",
                "jane@example.org",
                "JANE@EXAMPLE.ORG",
                "jane.doe+tag@mail.example.org",
                "o'neil@example.org",
                "!#$%&'*+/=?^_`{|}~-@example.org",
                "1@2.3"
            })
    void an_atom_at_a_domain_is_an_address(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane",
                "@example.org",
                "jane@",
                "Jane Doe <jane@example.org>",
                " jane@example.org",
                "jane@example.org ",
                "jane doe@example.org",
                "jane@exämple.org",
                "jäne@example.org",
                "jane,joe@example.org",
                "jane@example.org,joe@example.org",
                "foo.@docomo.ne.jp",
                ".foo@docomo.ne.jp",
                "fo..o@docomo.ne.jp",
                "jane@@example.org",
                "jane@.example.org",
                "jane@example..org",
                "jane@-example.org",
                "jane@example-.org",
                "jane@example.org\n",
                "jane@example.org\r\nBcc: joe@example.org",
                "\"jane\"@example.org",
                "jane@[127.0.0.1]"
            })
    @Tag("row-076")
    @Tag("row-077")
    @Tag("row-252")
    void anything_else_is_none(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
    }

    @Test
    void an_address_has_at_most_320_characters() {
        assertThat(EmailAddress.isValid("j".repeat(308) + "@example.org")).isTrue();
        assertThat(EmailAddress.isValid("j".repeat(309) + "@example.org")).isFalse();
    }

    @Test
    void a_long_text_is_judged_at_once() {
        assertThat(EmailAddress.isValid("a".repeat(100) + "@" + "b-".repeat(100)))
                .isFalse();
        assertThat(EmailAddress.isValid("a.".repeat(159) + "@b")).isFalse();
    }

    @Test
    void two_spellings_of_one_address_are_the_same() {
        assertThat(EmailAddress.normalised("JANE@Example.ORG")).isEqualTo("jane@example.org");
        assertThat(EmailAddress.normalised(" jane@example.org ")).isEqualTo("jane@example.org");
        assertThat(EmailAddress.normalised("ｊａｎｅ@example.org")).isEqualTo("jane@example.org");
    }
}
