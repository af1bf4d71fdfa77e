package io.retrace.standalone;

import io.retrace.command.CommandSide;
import io.retrace.courier.RestoredCourier;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.ErasedSubjects;
import io.retrace.log.KeyDirectory;
import io.retrace.log.Rekeying;
import io.retrace.log.RestoredLog;
import io.retrace.query.feed.RestoredViews;
import io.retrace.standalone.postgres.PostgresAccess;
import io.retrace.standalone.postgres.PostgresBackup;
import io.retrace.standalone.postgres.PostgresRestore;
import io.retrace.standalone.postgres.PostgresServer;
import io.retrace.wire.access.TokenCommand;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What an operator does with the data of the standalone: {@code backup [--to=DIR]}, {@code backup-keys --to=DIR},
 * {@code restore --from=DIR [--replace=true]}, {@code after-restore} (ADR-0022), {@code rekey} (ADR-0024), and {@code token} (ADR-0030).
 */
final class Maintenance {

    static final Set<String> COMMANDS = Set.of("backup", "backup-keys", "restore", "after-restore", "rekey", "token");

    /** Whoever runs now writes into it. */
    private static final String NO_LOG_FILE = "--logging.file.name=";

    private final Environment environment;
    private final RetraceSettings settings;
    private final Path data;

    private Maintenance(Environment environment, RetraceSettings settings) {
        this.environment = environment;
        this.settings = settings;
        this.data =
                Path.of(settings.standalone().dataDirectory()).toAbsolutePath().normalize();
    }

    /**
     * Does it, and says what was done.
     *
     * @param options the command's own, and configuration keys
     * @throws IllegalStateException when it cannot be done; the message is for whoever typed it
     */
    static void run(String command, String... options) {
        var starting = new SpringApplication(Settings.class);
        starting.setWebApplicationType(WebApplicationType.NONE);
        starting.setLogStartupInfo(false);
        try (var context = starting.run(StringUtils.addStringToArray(options, NO_LOG_FILE))) {
            var maintenance = new Maintenance(context.getEnvironment(), context.getBean(RetraceSettings.class));
            switch (command) {
                case "backup" -> maintenance.backup();
                case "backup-keys" -> maintenance.backupKeys();
                case "restore" -> maintenance.restore();
                case "after-restore" -> maintenance.afterRestore();
                case "rekey" -> maintenance.rekey();
                case "token" -> maintenance.token(TokenCommand.of(List.of(options)));
                default -> throw new IllegalArgumentException("unknown command " + command);
            }
        }
    }

    private void backup() {
        requireEmbedded();
        var to = environment.getProperty("to", "");
        var target =
                to.isEmpty() ? data.resolve("backups").resolve(PostgresRestore.nameOf(Instant.now())) : Path.of(to);
        PostgresBackup.take(data, target);
        Progress.say("the backup is complete and verified: " + target);
        Progress.say("it holds no keys, and cannot be read without them: see backup-keys in deploy/README.md");
    }

    private void backupKeys() {
        var target = option("to", "KEYS_TO");
        KeyBackup.write(data.resolve("keys"), data, target);
        Progress.say("the keys are in " + target + "; keep them apart from every backup of the database");
    }

    private void restore() {
        requireEmbedded();
        boolean replace = environment.getProperty("replace", Boolean.class, false);
        PostgresRestore.restore(option("from", "FROM"), data, replace, Instant.now())
                .ifPresent(aside -> Progress.say("what was there is in " + aside));
        Progress.say("restored; the next step is \"make after-restore\"");
    }

    private void afterRestore() {
        requireEmbedded();
        if (!PostgresRestore.isMarked(data)) {
            throw new IllegalStateException("no restored database waits in " + data);
        }
        var keys = data.resolve("keys");
        // a restored database is of no use without them; the courier makes itself a new key
        CommandSide.KEYS.forEach(KeyDirectory.existing(keys)::ring);
        var erased = ErasedSubjects.in(keys);
        try (var server = PostgresServer.start(data, settings.standalone().postgresPort())) {
            var logins = Logins.create(server);
            Parts.migrate(logins.owner(), logins.courierOwner());
            afterRestore(logins.owner(), logins.courierOwner(), erased);
            PostgresRestore.unmark(data);
        }
        Progress.say("\"make run\" starts it");
    }

    private static void afterRestore(DatabaseSettings owner, DatabaseSettings courierOwner, ErasedSubjects erased) {
        Progress.say(new RestoredLog(owner, Software.NAME)
                .begin(erased, Instant.now())
                .words());
        new RestoredViews(owner).forget();
        Progress.say("the views are built again at the next start");
        Progress.say(
                "letters that waited and were given up: " + new RestoredCourier(courierOwner).giveUp(Instant.now()));
    }

    private void rekey() {
        requireEmbedded();
        var keys = KeyDirectory.existing(data.resolve("keys"));
        try (var access = PostgresAccess.open(data)) {
            Progress.say(new Rekeying(Logins.superuser(access), keys, Clock.systemUTC())
                    .run()
                    .words());
        } catch (IOException e) {
            throw new IllegalStateException("the database in " + data + " cannot be reached: " + e, e);
        }
    }

    private void token(TokenCommand command) {
        requireEmbedded();
        try (var access = PostgresAccess.open(data)) {
            Progress.say(command.run(Logins.superuser(access), Clock.systemUTC()));
        } catch (IOException e) {
            throw new IllegalStateException("the database in " + data + " cannot be reached: " + e, e);
        }
    }

    private void requireEmbedded() {
        if (environment.containsProperty(Parts.LOG_URL)) {
            throw new IllegalStateException(
                    "the database is not the embedded one; deploy/README.md says what to do with yours");
        }
    }

    private Path option(String name, String variable) {
        var value = environment.getProperty(name, "");
        if (!StringUtils.hasText(value)) {
            throw new IllegalStateException("say where: --" + name + "=DIR, with make " + variable + "=DIR");
        }
        return Path.of(value);
    }

    /** The configuration alone. */
    @EnableConfigurationProperties(RetraceSettings.class)
    private static final class Settings {}
}
