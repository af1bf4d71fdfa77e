package io.retrace.query.console.lab;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

    private Numbers() {}

    /** {@code 20,113}. */
    static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 recovery}, {@code 2,000 recoveries}. */
    static String of(long number, String one, String more) {
        return of(number) + " " + (number == 1 ? one : more);
    }

    /** {@code 25 %}; of nothing, 0. */
    static String percent(long part, long whole) {
        return (whole == 0 ? 0 : Math.round(100.0 * part / whole)) + "\u00a0%";
    }
}
