package io.retrace.wire.start;

import static java.util.Map.entry;

import io.retrace.log.DatabaseSettings;
import io.retrace.log.KeyDirectory;
import io.retrace.log.Migration;
import io.retrace.wire.settings.Database;
import io.retrace.wire.settings.RetraceSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the executable jar of a service does. Without a command it serves until it is told to stop; {@code migrate}
 * brings its schema up to date; {@code keys} makes those of its key files that are missing; and it may have tasks of its
 * own, as {@code after-restore}. What cannot be done is said in one sentence, with status 1.
 *
 * @param application what runs
 * @param schema what {@code migrate} brings up to date
 * @param owner under whose login
 * @param before schemas that must be there first, beside it
 * @param tasks what else the owner has it do, by command
 * @param keys the names of the key files that {@code keys} makes; those of another service are copied from there
 */
public record ServiceProgram(
        Class<?> application,
        Migration schema,
        Function<RetraceSettings, Database> owner,
        List<Migration> before,
        Map<String, Task> tasks,
        List<String> keys) {

    /** JSON logs; Kafka's clients say only what matters; the words of a failed start are ours. */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            entry("spring.main.banner-mode", "off"),
            entry("spring.threads.virtual.enabled", "true"),
            entry("logging.structured.format.console", "logstash"),
            entry("logging.level.org.apache.kafka", "warn"),
            entry("logging.level.org.apache.kafka.clients.NetworkClient", "error"),
            entry("logging.level.org.apache.kafka.clients.producer.internals.Sender", "error"),
            entry("logging.level.org.flywaydb", "warn"),
            entry("logging.level.org.springframework.boot.SpringApplication", "off"),
            entry("logging.level.org.springframework.boot.diagnostics", "off"),
            entry("logging.level.org.springframework.boot.autoconfigure.logging", "off"),
            entry("logging.level.org.springframework.boot.web.server.servlet.context", "error"),
            entry("logging.level.org.springframework.context.annotation", "error"));

    private static final String SERVE = "serve";

    /** What the owner of a schema has a service do. */
    @FunctionalInterface
    public interface Task {

        /**
         * Does it.
         *
         * @param words what was typed behind the command, configuration keys among it
         * @return a sentence that says what came of it
         */
        String run(DatabaseSettings owner, RetraceSettings settings, Clock clock, List<String> words);
    }

    public ServiceProgram {
        before = List.copyOf(before);
        tasks = Map.copyOf(tasks);
        keys = List.copyOf(keys);
    }

    /** Does what the arguments say; ends the JVM with status 1 when that cannot be done. */
    public void run(String... arguments) {
        boolean named = arguments.length > 0 && !arguments[0].startsWith("--");
        var command = named ? arguments[0] : SERVE;
        var options = named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        try {
            switch (command) {
                case SERVE -> start(application, WebApplicationType.SERVLET, options);
                case "migrate" -> migrate(settings(options));
                case "keys" -> makeKeys(settings(options));
                default -> run(task(command), settings(options), List.of(options));
            }
        } catch (RuntimeException e) {
            System.err.println("retrace: " + StartFailure.words(e));
            System.exit(1);
        }
    }

    private Task task(String command) {
        return Optional.ofNullable(tasks.get(command))
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown command " + command + ", it knows migrate, keys, "
                                + String.join(", ", new TreeSet<>(tasks.keySet()))
                                + ", and serve, which is what it does without one"));
    }

    private void run(Task task, RetraceSettings settings, List<String> words) {
        var login = ownerLogin(settings);
        schema.requireDone(login);
        System.out.println("retrace: " + task.run(login, settings, Clock.systemUTC(), words));
    }

    private DatabaseSettings ownerLogin(RetraceSettings settings) {
        var login = owner.apply(settings).login();
        if (login.user().isEmpty()) {
            throw new IllegalArgumentException("the owner of the schema " + schema.schema()
                    + " is not configured (deploy/README.md tells the keys)");
        }
        return login;
    }

    private void migrate(RetraceSettings settings) {
        var login = ownerLogin(settings);
        before.forEach(earlier -> earlier.requireDone(login));
        int ran = schema.run(login);
        System.out.println("retrace: the schema " + schema.schema() + " is up to date; migrations that ran: " + ran);
    }

    private void makeKeys(RetraceSettings settings) {
        var directory = Path.of(settings.keys().directory());
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it has no keys of its own; copy those that it shares (SECURITY.md)");
        }
        var made = KeyDirectory.existing(directory).makeMissing(keys);
        System.out.println("retrace: the keys are in " + directory + "; files made: " + made);
    }

    private static RetraceSettings settings(String... options) {
        try (var context = start(Settings.class, WebApplicationType.NONE, options)) {
            return context.getBean(RetraceSettings.class);
        }
    }

    private static ConfigurableApplicationContext start(Class<?> source, WebApplicationType type, String... options) {
        var starting = new SpringApplication(source);
        starting.setWebApplicationType(type);
        starting.setDefaultProperties(DEFAULTS);
        starting.setLogStartupInfo(type == WebApplicationType.SERVLET);
        return starting.run(options);
    }

    /** The configuration alone. */
    @EnableConfigurationProperties(RetraceSettings.class)
    private static final class Settings {}
}
