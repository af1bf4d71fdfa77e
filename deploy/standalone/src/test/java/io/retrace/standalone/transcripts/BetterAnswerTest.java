package io.retrace.standalone.transcripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.transcripts.Outcome.Answer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetterAnswerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
            D3  | 200 | {"id":"7"}                                  | 200 | {"return_to":"/welcome"}
            D17 | 400 | {"active":"default"}                        | 400 | {"active":"code"}
            D18 | 200 | {"id":"7","ui":{"action":"/s?flow=8"}}      | 200 | {"id":"7","ui":{"action":"/s?flow=7"}}
            D21 | 400 | {"error":{"code":500}}                      | 413 | {"error":{"code":413}}
            """)
    void the_peers_answer_is_not_good_enough_and_ours_is(
            String defect, int status, String body, int ourStatus, String ourBody) {
        assertThat(BetterAnswer.complaints(defect, new Answer(status, Map.of(), body)))
                .containsExactly("defect " + defect + " is answered no better than the peer does");
        assertThat(BetterAnswer.complaints(defect, new Answer(ourStatus, Map.of(), ourBody)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"D7", "newer"})
    void of_what_nobody_knows_better_nothing_is_asked(String defect) {
        assertThat(BetterAnswer.complaints(defect, new Answer(200, Map.of(), "")))
                .isEmpty();
    }
}
