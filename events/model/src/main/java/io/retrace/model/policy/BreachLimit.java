package io.retrace.model.policy;

/**
 * How often a password may stand in published data breaches (spec section 17).
 *
 * @param occurrencesMax 0 to 100
 * @param unknownAccepted whether a password passes of which nobody can say it now
 */
public record BreachLimit(int occurrencesMax, boolean unknownAccepted) {

    private static final int OCCURRENCES_MOST = 100;

    public BreachLimit {
        if (occurrencesMax < 0 || occurrencesMax > OCCURRENCES_MOST) {
            throw new IllegalArgumentException(
                    "occurrencesMax must be from 0 to " + OCCURRENCES_MOST + ", was " + occurrencesMax);
        }
    }
}
