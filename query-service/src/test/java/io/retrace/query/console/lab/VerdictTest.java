package io.retrace.query.console.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventType;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "recovery.CodeRejected:no_match, wrong code, refused",
        "recovery.CodeRejected:throttled, code not looked at: budget spent, stopped",
        "recovery.RecoveryThrottled:codes_per_identity, too many codes for one account, stopped",
        "recovery.RecoveryReplaced:too_often, sent away: no tries left, stopped",
        "recovery.CodeAccepted, right code accepted, allowed",
        "settings.SettingsCompleted, settings completed, neutral",
        "nothing, nothing more, neutral"
    })
    void a_decision_is_told_in_plain_words(String gist, String words, String look) {
        var verdict = Verdict.of(gist);

        assertThat(verdict.words()).isEqualTo(words);
        assertThat(verdict.look()).isEqualTo(look);
    }

    @Test
    void no_event_is_told_by_its_name_on_disk() {
        assertThat(EnumSet.copyOf(EventType.in(Event.class)))
                .allSatisfy(
                        type -> assertThat(Verdict.of(type.wireName()).words()).matches("[a-z: ]+"));
    }
}
