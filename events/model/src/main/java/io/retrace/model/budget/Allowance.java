package io.retrace.model.budget;

import java.util.EnumSet;
import java.util.Set;

/**
 * What whoever asks may still spend: a fact that comes with the command. A decision that the log refused for want of
 * budget is taken again, knowing that.
 *
 * @param network where the request comes from
 * @param exhausted what the log said has nothing left
 */
public record Allowance(BudgetKey network, Set<BudgetName> exhausted) {

    public Allowance {
        exhausted = Set.copyOf(exhausted);
    }

    /** Nothing is known to be used up. */
    public static Allowance of(BudgetKey network) {
        return new Allowance(network, Set.of());
    }

    /** The same, with one more budget known to be used up. */
    public Allowance without(BudgetName budget) {
        var more = EnumSet.of(budget);
        more.addAll(exhausted);
        return new Allowance(network, more);
    }

    /** Whether a budget is used up. */
    public boolean lacks(BudgetName budget) {
        return exhausted.contains(budget);
    }
}
