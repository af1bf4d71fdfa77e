package io.retrace.bench;

import java.util.Locale;

/** What a figure should be; the aims are those of the issue that asked for this bench. */
sealed interface Aim {

    boolean isMetBy(double value);

    /** For instance {@code ≤ 30}. */
    String text();

    record AtLeast(double bound) implements Aim {

        @Override
        public boolean isMetBy(double value) {
            return value >= bound;
        }

        @Override
        public String text() {
            return "≥ " + number(bound);
        }
    }

    record AtMost(double bound) implements Aim {

        @Override
        public boolean isMetBy(double value) {
            return value <= bound;
        }

        @Override
        public String text() {
            return "≤ " + number(bound);
        }
    }

    record None() implements Aim {

        @Override
        public boolean isMetBy(double value) {
            return true;
        }

        @Override
        public String text() {
            return "";
        }
    }

    private static String number(double bound) {
        return String.format(Locale.ROOT, "%,.0f", bound);
    }
}
