package io.retrace.log;

import java.time.Duration;

/**
 * Deletes counters of budgets whose window is over: each minute a bounded number of them, on each node, side by side. The
 * log keeps what they counted.
 */
public final class BudgetRetention {

    private static final int ROWS_A_TURN = 10_000;
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final String FORGET = "select log.forget_budgets(:rows)";

    private BudgetRetention() {}

    /** Starts to look. */
    public static Chore start(EventDatabase database) {
        return new Chore("budget-retention", EACH, () -> forget(database));
    }

    /** One turn; tells how many were deleted. */
    static long forget(EventDatabase database) {
        return database.pool()
                .jdbc()
                .sql(FORGET)
                .param("rows", ROWS_A_TURN)
                .query(Long.class)
                .single();
    }
}
