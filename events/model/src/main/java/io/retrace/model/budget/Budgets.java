package io.retrace.model.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be spent across flows (ADR-0023). Retrace's own: the peer counts within one flow only.
 *
 * @param codesPerIdentity every judged code spends one, right or wrong
 * @param codesPerAddress the same by the address that the flow was asked for, whoever owns it
 * @param lettersPerAddress every letter asked for spends one
 * @param initiationsPerNetwork every flow opened spends one; a network is a /24 of IPv4, a /64 of IPv6
 * @param lettersPerFlow after so many letters a flow asks to be started again; 1 to 1,000
 */
public record Budgets(
        Budget codesPerIdentity,
        Budget codesPerAddress,
        Budget lettersPerAddress,
        Budget initiationsPerNetwork,
        int lettersPerFlow) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LETTERS_PER_FLOW = 50;

    /** No limits: of policies that are older than budgets. */
    public static final Budgets NONE =
            new Budgets(new Budget(0, HOUR), new Budget(0, HOUR), new Budget(0, HOUR), new Budget(0, MINUTE), 1_000);

    public Budgets {
        if (lettersPerFlow < 1 || lettersPerFlow > 1_000) {
            throw new IllegalArgumentException("lettersPerFlow must be from 1 to 1000, was " + lettersPerFlow);
        }
    }

    /** Wide enough that no honest person meets them. */
    public static Budgets kratos() {
        return new Budgets(
                new Budget(50, HOUR),
                new Budget(50, HOUR),
                new Budget(30, HOUR),
                new Budget(0, MINUTE),
                LETTERS_PER_FLOW);
    }

    /** For OWASP ASVS 5.0 level 2 (6.3.1, 6.6.3). */
    public static Budgets asvsL2() {
        return new Budgets(
                new Budget(10, HOUR),
                new Budget(10, HOUR),
                new Budget(5, HOUR),
                new Budget(100, MINUTE),
                LETTERS_PER_FLOW);
    }

    /** What spending one unit takes; nothing where there is no limit. */
    public List<Spend> spend(BudgetName name, BudgetKey key, Instant at) {
        return Stream.of(of(name))
                .filter(budget -> !budget.isUnlimited())
                .map(budget -> Spend.of(name, budget, key, at))
                .toList();
    }

    private Budget of(BudgetName name) {
        return switch (name) {
            case CODES_PER_IDENTITY -> codesPerIdentity;
            case CODES_PER_ADDRESS -> codesPerAddress;
            case LETTERS_PER_ADDRESS -> lettersPerAddress;
            case INITIATIONS_PER_NETWORK -> initiationsPerNetwork;
            case NOTES_PER_NETWORK -> new Budget(1, initiationsPerNetwork.window());
        };
    }
}
