package io.retrace.query.console.lab;

import io.retrace.query.replay.Report;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Otherwise;

/**
 * What a report comes to, in a sentence.
 *
 * @param look whether that is good news: as a {@link Figure}'s
 */
record Finding(String sentence, String look) {

    /** In words for whoever decides. */
    static Finding of(Report report) {
        return switch (report) {
            case AsRecorded replay -> replay(replay);
            case Otherwise whatIf -> whatIf(whatIf);
        };
    }

    private static Finding replay(AsRecorded report) {
        if (report.changed() > 0) {
            return new Finding(
                    Numbers.of(report.changed()) + " of " + Numbers.of(report.decisions())
                            + " decisions come out otherwise: a bug of Retrace, or somebody edited the log.",
                    Figure.BAD);
        }
        var same = Numbers.of(report.decisions(), "decision comes", "decisions come") + " out exactly as recorded";
        return report.unreachable() == 0
                ? new Finding(same + ".", Figure.GOOD)
                : new Finding(
                        same + "; " + Numbers.of(report.unreachable())
                                + " cannot be taken again, since their policies are not on record.",
                        Figure.BAD);
    }

    private static Finding whatIf(Otherwise report) {
        var hurt = Hurt.of(report);
        if (!namesAttack(report)) {
            return new Finding("It would have " + hurt.amongAll() + ".", Figure.PLAIN);
        }
        boolean stops = report.suspects().stopped() > 0;
        return new Finding(
                attack(report) + " and hurt " + hurt.amongOthers() + ".",
                stops && hurt.isNobody() ? Figure.GOOD : Figure.PLAIN);
    }

    private static String attack(Otherwise report) {
        long recovered = report.suspects().recorded().completed();
        long stopped = report.suspects().stopped();
        if (recovered == 0) {
            return "The attack recovered no account; it would have had "
                    + Numbers.of(report.suspects().told().judged(), "guess", "guesses") + " in place of "
                    + Numbers.of(report.suspects().recorded().judged()) + ",";
        }
        if (stopped == 0) {
            return "It would not have stopped the attack,";
        }
        return stopped == recovered
                ? "It would have stopped the attack,"
                : "It would have stopped " + Numbers.of(stopped) + " of " + Numbers.of(recovered) + " takeovers,";
    }

    static boolean namesAttack(Otherwise report) {
        var recorded = report.suspects().recorded();
        return recorded.opened() + recorded.judged() + recorded.letters() > 0;
    }
}
