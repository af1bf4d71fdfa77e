package io.retrace.log;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * A schema of ours. The owner role brings it up to date, by the command {@code migrate} of the service that it belongs
 * to; a running service has no such rights and only looks whether it was done. Every exception from here is one
 * sentence for whoever deploys.
 *
 * @param schema its name
 * @param location a folder of migrations on the class path
 * @param service whose command brings it up to date
 */
public record Migration(String schema, String location, String service) {

    /**
     * Runs what has not run yet.
     *
     * @return how many migrations ran
     * @throws IllegalStateException when it cannot be done; then the migration that failed left nothing behind
     */
    public int run(DatabaseSettings owner) {
        try {
            return flyway(owner).migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new IllegalStateException("the schema " + schema + " cannot be migrated: " + reason(e), e);
        }
    }

    /**
     * Looks whether the schema is exactly as new as this build.
     *
     * @param login of a service; its role may read the schema's history
     * @throws IllegalStateException when the schema is older or newer, or cannot be looked at
     */
    public void requireDone(DatabaseSettings login) {
        MigrationInfoService history;
        try {
            history = flyway(login).info();
        } catch (FlywayException e) {
            throw new IllegalStateException("the schema " + schema + " cannot be looked at: " + reason(e), e);
        }
        if (Arrays.stream(history.all()).map(MigrationInfo::getState).anyMatch(MigrationState.FUTURE_SUCCESS::equals)) {
            throw new IllegalStateException(
                    "the schema %s is at version %s, which is newer than this build; start one that is as new as the \"migrate\" that ran"
                            .formatted(schema, history.current().getVersion()));
        }
        if (history.pending().length > 0) {
            var at = Optional.ofNullable(history.current())
                    .map(MigrationInfo::getVersion)
                    .map(version -> "at version " + version + ", which is older than this build")
                    .orElse("not there");
            throw new IllegalStateException(
                    "the schema %s is %s; run \"java -jar retrace-%s-<version>-app.jar migrate\" as its owner first"
                            .formatted(schema, at, service));
        }
    }

    private Flyway flyway(DatabaseSettings login) {
        return Flyway.configure()
                .dataSource(login.url(), login.user(), login.password())
                .locations("classpath:" + location)
                .schemas(schema)
                .defaultSchema(schema)
                .load();
    }

    /** What the database said, without Flyway's frame of many lines around it. */
    private static String reason(FlywayException failure) {
        Throwable cause = failure;
        while (!(cause instanceof SQLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
