package io.retrace.model.budget;

import java.time.Instant;

/**
 * One unit that a decision spends. It stands in the envelope of the decision's first event, so that counters can be made
 * again from the log.
 *
 * @param limit what was allowed when it was spent
 * @param from when the window began
 * @param until when it ends, exclusive
 */
public record Spend(BudgetName budget, BudgetKey key, int limit, Instant from, Instant until) {

    static Spend of(BudgetName name, Budget budget, BudgetKey key, Instant at) {
        return new Spend(name, key, budget.limit(), budget.from(at), budget.until(at));
    }
}
