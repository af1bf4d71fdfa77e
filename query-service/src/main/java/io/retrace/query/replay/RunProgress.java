package io.retrace.query.replay;

import java.time.Duration;
import java.util.function.LongPredicate;

/** Says how far a run is a few times a second, since each time costs a commit; hears then whether it still runs. */
final class RunProgress implements LongPredicate {

    private static final Duration EVERY = Duration.ofMillis(200);

    private final RunTable table;
    private final Run run;
    private long saidNanos = System.nanoTime();

    /** It was claimed just now, which says that it is at its beginning. */
    RunProgress(RunTable table, Run run) {
        this.table = table;
        this.run = run;
    }

    /** The run has come to a position; false when it was found to run no longer. */
    @Override
    public boolean test(long position) {
        long now = System.nanoTime();
        if (now - saidNanos < EVERY.toNanos()) {
            return true;
        }
        saidNanos = now;
        return table.move(run, position);
    }
}
