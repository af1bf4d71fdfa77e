package io.retrace.command.axon;

import io.retrace.model.budget.BudgetName;

/** A budget that the decision spends from has nothing left; nothing was appended. */
final class BudgetExhaustedException extends RuntimeException {

    private final BudgetName budget;

    BudgetExhaustedException(BudgetName budget) {
        super("nothing is left of " + budget);
        this.budget = budget;
    }

    BudgetName budget() {
        return budget;
    }
}
