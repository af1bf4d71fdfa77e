package io.retrace.query.replay;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.Pool;

/** Log, audit view and reports, as the role of who tells history again: it can write nothing but its report. */
record ReplayDatabase(Pool pool) implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    /** Opens it by the login of the service. */
    static ReplayDatabase open(DatabaseSettings query) {
        var few = new DatabaseSettings(query.url(), query.user(), query.password(), CONNECTIONS);
        return new ReplayDatabase(Pool.open("replay", few, "retrace_replay"));
    }

    @Override
    public void close() {
        pool.close();
    }
}
