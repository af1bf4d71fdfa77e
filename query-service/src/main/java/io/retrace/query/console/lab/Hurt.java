package io.retrace.query.console.lab;

import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;

/**
 * Whom a policy turns away besides the attack.
 *
 * @param number of people, or of their recoveries
 * @param people whether people are counted: only a report that names all whom its policy stops tells them apart
 */
record Hurt(long number, boolean people) {

    static Hurt of(Otherwise report) {
        long recoveries = report.others().stopped();
        var named = report.stopped().stream().filter(one -> !one.suspect()).toList();
        return named.size() == recoveries
                ? new Hurt(named.stream().map(Stopped::identity).distinct().count(), true)
                : new Hurt(recoveries, false);
    }

    boolean isNobody() {
        return number == 0;
    }

    /** Where an attack was named: {@code nobody else}, {@code 2 honest people}. */
    String amongOthers() {
        if (isNobody()) {
            return "nobody else";
        }
        return people
                ? Numbers.of(number, "honest person", "honest people")
                : Numbers.of(number, "recovery", "recoveries") + " of honest people";
    }

    /** Where none was, after "it would have". */
    String amongAll() {
        if (isNobody()) {
            return "turned away nobody who recovered an account";
        }
        return people
                ? "turned away " + Numbers.of(number, "person", "people") + " who recovered an account"
                : "stopped " + Numbers.of(number, "recovery", "recoveries");
    }

    /** The same under its number. */
    String label() {
        if (people) {
            return number == 1 ? "honest person hurt" : "honest people hurt";
        }
        return number == 1 ? "honest recovery stopped" : "honest recoveries stopped";
    }
}
