package io.retrace.query.console.lab;

import static io.retrace.query.console.lab.Reports.NOTHING;
import static io.retrace.query.console.lab.Reports.counts;
import static io.retrace.query.console.lab.Reports.group;
import static io.retrace.query.console.lab.Reports.honest;
import static io.retrace.query.console.lab.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.query.replay.Report;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Group;
import io.retrace.query.replay.Report.UnknownPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a responder reads first. */
class FindingTest {

    private static final Group ATTACK = group(counts(190, 949, 1), counts(190, 240, 0), 190, 1);
    private static final Group FREE = group(counts(190, 949, 1), counts(190, 949, 1), 0, 0);
    private static final Group VAIN = group(counts(190, 949, 0), counts(190, 240, 0), 190, 0);

    @Test
    void an_attack_that_is_stopped_at_nobodys_cost_is_good_news() {
        var finding = Finding.of(report(ATTACK, NOTHING));

        assertThat(finding).isEqualTo(new Finding("It would have stopped the attack, and hurt nobody else.", "good"));
    }

    @Test
    void whom_it_hurts_is_told_in_people_and_not_in_recoveries() {
        var others = group(counts(9, 9, 9), counts(9, 9, 6), 3, 3);

        assertThat(words(report(ATTACK, others, honest(1), honest(2), honest(2))))
                .isEqualTo("It would have stopped the attack, and hurt 2 honest people.");
        assertThat(words(report(ATTACK, group(counts(9, 9, 9), counts(9, 9, 8), 1, 1), honest(1))))
                .isEqualTo("It would have stopped the attack, and hurt 1 honest person.");
    }

    @Test
    void where_not_all_are_named_recoveries_are_counted_and_called_so() {
        var others = group(counts(9, 9, 9), counts(9, 9, 6), 3, 3);

        assertThat(words(report(ATTACK, others)))
                .isEqualTo("It would have stopped the attack, and hurt 3 recoveries of honest people.");
        assertThat(words(report(NOTHING, others))).isEqualTo("It would have stopped 3 recoveries.");
    }

    @Test
    void a_policy_that_helps_little_is_not_praised() {
        assertThat(words(report(FREE, NOTHING)))
                .isEqualTo("It would not have stopped the attack, and hurt nobody else.");
        assertThat(words(report(group(counts(9, 9, 3), counts(9, 9, 2), 1, 1), NOTHING)))
                .isEqualTo("It would have stopped 1 of 3 takeovers, and hurt nobody else.");
        assertThat(words(report(VAIN, NOTHING)))
                .isEqualTo("The attack recovered no account; it would have had 240 guesses in place of 949,"
                        + " and hurt nobody else.");
    }

    @Test
    void where_nobody_is_named_as_the_attack_everybody_counts_as_honest() {
        var others = group(counts(9, 9, 9), counts(9, 9, 7), 2, 2);

        assertThat(words(report(NOTHING, others, honest(1), honest(2))))
                .isEqualTo("It would have turned away 2 people who recovered an account.");
        assertThat(words(report(NOTHING, NOTHING)))
                .isEqualTo("It would have turned away nobody who recovered an account.");
    }

    @Test
    void a_replay_says_that_the_log_is_sound_or_that_something_is_wrong() {
        assertThat(words(new AsRecorded(5_967, 0, 0, List.of(), List.of())))
                .isEqualTo("5,967 decisions come out exactly as recorded.");
        assertThat(words(new AsRecorded(5_967, 0, 3, List.of(new UnknownPolicy("0".repeat(64), 3)), List.of())))
                .isEqualTo(
                        "5,967 decisions come out exactly as recorded; 3 cannot be taken again, since their policies are"
                                + " not on record.");
        assertThat(Finding.of(new AsRecorded(5_967, 2, 0, List.of(), List.of())))
                .isEqualTo(new Finding(
                        "2 of 5,967 decisions come out otherwise: a bug of Retrace, or somebody edited the log.",
                        "bad"));
    }

    private static String words(Report report) {
        return Finding.of(report).sentence();
    }
}
