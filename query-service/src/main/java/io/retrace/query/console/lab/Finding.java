package io.retrace.query.console.lab;

import io.retrace.query.replay.Report;
import io.retrace.query.replay.Report.AsRecorded;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;

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
        long hurt = hurt(report);
        if (!namesAttack(report)) {
            return new Finding(
                    hurt == 0
                            ? "It would have turned away nobody who recovered an account."
                            : "It would have turned away " + people(hurt) + " who recovered an account.",
                    Figure.PLAIN);
        }
        var cost = hurt == 0 ? "and hurt nobody else." : "and hurt " + people(hurt, "honest ") + ".";
        boolean stops = report.suspects().stopped() > 0;
        return new Finding(attack(report) + " " + cost, stops && hurt == 0 ? Figure.GOOD : Figure.PLAIN);
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

    /** How many people; where not all are named, how many of their recoveries. */
    static long hurt(Otherwise report) {
        long recoveries = report.others().stopped();
        long people = report.stopped().stream()
                .filter(one -> !one.suspect())
                .map(Stopped::identity)
                .distinct()
                .count();
        boolean allNamed =
                report.stopped().stream().filter(one -> !one.suspect()).count() == recoveries;
        return allNamed ? people : recoveries;
    }

    private static String people(long number) {
        return people(number, "");
    }

    private static String people(long number, String which) {
        return Numbers.of(number, which + "person", which + "people");
    }
}
