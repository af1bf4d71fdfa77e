package io.retrace.query.console.lab;

import io.retrace.query.replay.Report.Otherwise;
import java.util.ArrayList;
import java.util.List;

/** The numbers of a report that matter. */
final class Figures {

    private Figures() {}

    static List<Figure> of(Otherwise report) {
        var figures = new ArrayList<Figure>();
        if (Finding.namesAttack(report)) {
            figures.add(takeovers(report));
        }
        figures.add(hurt(report));
        if (Finding.namesAttack(report)) {
            figures.add(guesses(report));
            figures.add(cut(report));
        }
        figures.add(new Figure(
                Numbers.of(report.changed()),
                "decisions changed",
                "of " + Numbers.of(report.decisions()) + ", " + Numbers.percent(report.changed(), report.decisions()),
                Figure.PLAIN));
        figures.add(new Figure(
                Numbers.of(report.unreachable()),
                "requests unreachable",
                "not decided: nobody can know what would have come of them",
                Figure.PLAIN));
        return figures;
    }

    private static Figure takeovers(Otherwise report) {
        long stopped = report.suspects().stopped();
        long recovered = report.suspects().recorded().completed();
        return new Figure(
                Numbers.of(stopped),
                stopped == 1 ? "takeover stopped" : "takeovers stopped",
                "of " + Numbers.of(recovered, "account", "accounts") + " that the attack recovered",
                recovered == 0 ? Figure.PLAIN : stopped == recovered ? Figure.GOOD : Figure.BAD);
    }

    private static Figure hurt(Otherwise report) {
        var hurt = Hurt.of(report);
        return new Figure(
                Numbers.of(hurt.number()),
                hurt.label(),
                "of " + Numbers.of(report.others().recorded().completed(), "recovery", "recoveries")
                        + " by others; at worst",
                hurt.isNobody() ? Figure.GOOD : Figure.BAD);
    }

    private static Figure guesses(Otherwise report) {
        long told = report.suspects().told().judged();
        long recorded = report.suspects().recorded().judged();
        return new Figure(
                Numbers.of(told),
                told == 1 ? "guess allowed" : "guesses allowed",
                "in place of " + Numbers.of(recorded) + " (" + Numbers.percent(told, recorded) + ")",
                told < recorded ? Figure.GOOD : Figure.PLAIN);
    }

    private static Figure cut(Otherwise report) {
        return new Figure(
                Numbers.of(report.suspects().cut()),
                "flows of the attack cut",
                "of " + Numbers.of(report.suspects().recorded().opened()) + " that it opened",
                Figure.PLAIN);
    }
}
