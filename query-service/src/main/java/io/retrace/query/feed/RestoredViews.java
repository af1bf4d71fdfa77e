package io.retrace.query.feed;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.Pool;

/** The views beside a log that was restored: emptied, so that every one is built again from the log as it is now. */
public final class RestoredViews {

    // the table of a generation that was being built goes with its row
    private static final String DROP_REBUILDS = "select view.drop_rebuild(name) from (select name from view.rebuild) r";
    private static final String TABLES = """
            select string_agg(format('%I.%I', schemaname, tablename), ', ') from pg_tables
             where schemaname = 'view' and tablename <> 'flyway_schema_history'""";

    private final DatabaseSettings owner;

    public RestoredViews(DatabaseSettings owner) {
        this.owner = owner;
    }

    /** Empties them all in one transaction; what follows them begins with the log's first event. */
    public void forget() {
        try (var pool = Pool.open("after-restore", owner)) {
            pool.transactions().executeWithoutResult(_ -> {
                pool.jdbc().sql(DROP_REBUILDS).query(_ -> {});
                var tables = pool.jdbc().sql(TABLES).query(String.class).single();
                pool.jdbc().sql("truncate " + tables).update();
            });
        }
    }
}
