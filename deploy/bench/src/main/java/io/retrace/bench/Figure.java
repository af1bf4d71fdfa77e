package io.retrace.bench;

import java.util.Locale;

/**
 * One line of the report.
 *
 * @param part which part measured it
 * @param unit as it stands behind the number; empty for a count
 */
record Figure(String part, String name, double value, String unit, Aim aim) {

    private static final double SMALL = 100;

    static Figure of(String part, String name, double value, String unit) {
        return new Figure(part, name, value, unit, new Aim.None());
    }

    /** Counts and large numbers whole, small measures with two decimals. */
    String text() {
        boolean whole = unit.isEmpty() || Math.abs(value) >= SMALL;
        return (String.format(Locale.ROOT, whole ? "%,.0f" : "%,.2f", value) + " " + unit).strip();
    }

    String aimText() {
        return aim instanceof Aim.None ? "" : (aim.text() + " " + unit).strip();
    }

    String met() {
        return switch (aim) {
            case Aim.None _ -> "";
            case Aim.AtLeast _, Aim.AtMost _ -> aim.isMetBy(value) ? "yes" : "no";
        };
    }
}
