package io.retrace.log;

import org.flywaydb.core.Flyway;

/** Brings a schema up to date. Runs with the owner role, never with a service's. */
public final class Migration {

    private Migration() {}

    /** The log and the keys. */
    public static void ofLog(DatabaseSettings owner) {
        run(owner, "log", "db/log");
    }

    /**
     * Any schema of ours.
     *
     * @param location a folder of migrations on the class path
     */
    public static void run(DatabaseSettings owner, String schema, String location) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:" + location)
                .schemas(schema)
                .defaultSchema(schema)
                .connectRetries(10)
                .load()
                .migrate();
    }
}
