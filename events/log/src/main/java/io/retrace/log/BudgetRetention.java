package io.retrace.log;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes counters of budgets whose window is over: each minute a bounded number of them, on each node, side by side. The
 * log keeps what they counted.
 */
public final class BudgetRetention implements AutoCloseable {

    private static final int ROWS_A_TURN = 10_000;
    private static final Duration EACH = Duration.ofMinutes(1);
    private static final String FORGET = "select log.forget_budgets(:rows)";
    private static final Logger log = LoggerFactory.getLogger(BudgetRetention.class);

    private final EventDatabase database;
    private final ScheduledExecutorService scheduler;

    /** Starts to look. */
    public BudgetRetention(EventDatabase database) {
        this.database = database;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("budget-retention").daemon().factory());
        var _ = scheduler.scheduleWithFixedDelay(this::takeTurn, 1, EACH.toMinutes(), TimeUnit.MINUTES);
    }

    private void takeTurn() {
        try {
            forget(database);
        } catch (RuntimeException e) {
            log.warn(
                    "old counters of budgets could not be deleted, the next turn tries again cause={}",
                    e.getClass().getSimpleName());
        }
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

    @Override
    public void close() {
        scheduler.close();
    }
}
