package io.retrace.courier;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.Migration;

/** Brings the courier's schema up to date. Whoever deploys runs it, with the owner role that the service lacks. */
public final class CourierMigration {

    private CourierMigration() {}

    public static void run(DatabaseSettings owner) {
        Migration.run(owner, "courier", "db/courier");
    }
}
