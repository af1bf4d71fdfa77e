package io.retrace.query.feed;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.Migration;

/** Brings the schema {@code view} up to date; run by the owner role. */
public final class ViewMigration {

    private ViewMigration() {}

    /** Runs what has not run yet. */
    public static void run(DatabaseSettings owner) {
        Migration.run(owner, "view", "db/view");
    }
}
