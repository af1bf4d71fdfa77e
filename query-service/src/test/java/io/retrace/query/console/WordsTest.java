package io.retrace.query.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What events are called. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "recovery.CodeRejected, Code refused",
        "recovery.RecoveryLocked, Recovery locked",
        "operation.AccessTokenCreated, Access token created",
        "later.SomethingNew, later.SomethingNew"
    })
    void a_type_has_a_title(String type, String title) {
        assertThat(Words.title(type)).isEqualTo(title);
    }

    @ParameterizedTest
    @EnumSource
    void each_type_is_said_in_plain_words(EventType type) {
        assertThat(Words.title(type.wireName())).matches("[A-Z][a-z]+( [a-z]+)*");
    }

    @ParameterizedTest
    @CsvSource({
        "for identity a5700c29-407c-4844-a664-84d998ea5d47, for identity a5700c29",
        "policy 65aa914427e724b88a856785057603ef81c94dbeac7a4af1ddeaa759274eae44, policy 65aa9144",
        "until 2026-11-23T19:53:58.562454Z, until 2026-11-23 19:53:58"
    })
    void what_is_long_is_cut_to_what_tells_it_apart(String text, String brief) {
        assertThat(Words.brief(text)).isEqualTo(brief);
    }
}
