package io.retrace.standalone;

import io.retrace.courier.CourierDatabase;
import io.retrace.log.DatabaseSettings;
import io.retrace.log.EventDatabase;
import io.retrace.query.feed.ViewDatabase;
import io.retrace.standalone.broker.KafkaBroker;
import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.pages.Pages;
import io.retrace.standalone.port.LoopbackPort;
import io.retrace.standalone.postgres.PostgresRestore;
import io.retrace.standalone.postgres.PostgresServer;
import io.retrace.wire.settings.RetraceSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * PostgreSQL, the broker, the mail catcher and the pages, as far as the configuration names none; stopped in reverse order. A
 * PostgreSQL that it names is migrated if it also names the owners of the schemas, and else has been.
 */
final class Parts implements AutoCloseable {

    // in the canonical form, in which Spring finds a key however it is spelled, also in the environment
    static final String LOG_URL = "retrace.log.command.url";
    private static final String OWNER = "retrace.log.owner.user";
    private static final String KAFKA_SERVERS = "retrace.kafka.bootstrap-servers";
    private static final String SMTP_URI = "retrace.courier.smtp.connection-uri";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, Object> addresses = new HashMap<>();

    private Parts() {}

    /**
     * Starts what is not configured.
     *
     * @param isConfigured whether a key has a value
     */
    static Parts start(RetraceSettings settings, Predicate<String> isConfigured) {
        var parts = new Parts();
        try {
            requirePorts(settings, isConfigured);
            var data = Path.of(settings.standalone().dataDirectory()).toAbsolutePath();
            parts.addresses.put("retrace.keys.directory", data.resolve("keys").toString());
            if (!isConfigured.test(LOG_URL)) {
                parts.startPostgres(settings, data);
            } else if (isConfigured.test(OWNER)) {
                migrate(
                        settings.log().owner().login(),
                        settings.courier().owner().login());
            }
            if (!isConfigured.test(KAFKA_SERVERS)) {
                parts.startBroker(settings, data);
            }
            var letters = isConfigured.test(SMTP_URI)
                    ? Optional.<String>empty()
                    : Optional.of(parts.startMailCatcher(settings));
            if (Pages.areWanted(settings)) {
                parts.running.push(Pages.start(settings, letters));
            }
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Where the parts are, as configuration. */
    Map<String, Object> addresses() {
        return Map.copyOf(addresses);
    }

    /** A taken port is said before anything is started; only PostgreSQL's may be held by a run that was killed. */
    private static void requirePorts(RetraceSettings settings, Predicate<String> isConfigured) {
        LoopbackPort.requireFree("The public API", settings.serve().publik().port());
        LoopbackPort.requireFree("The admin API", settings.serve().admin().port());
        if (!isConfigured.test(KAFKA_SERVERS)) {
            LoopbackPort.requireFree("Kafka", settings.standalone().kafkaPort());
        }
        if (!isConfigured.test(SMTP_URI)) {
            MailCatcher.requirePorts(
                    settings.standalone().smtpPort(), settings.standalone().mailPort());
        }
        if (Pages.areWanted(settings)) {
            Pages.requirePort(settings);
        }
    }

    private void startPostgres(RetraceSettings settings, Path data) {
        Progress.say("starting PostgreSQL");
        PostgresRestore.requireFinished(data);
        var server = PostgresServer.start(data, settings.standalone().postgresPort());
        running.push(server);
        var logins = Logins.create(server);
        migrate(logins.owner(), logins.courierOwner());
        logins.grant();
        put("retrace.log.command", logins.command());
        put("retrace.log.query", logins.query());
        put("retrace.log.courier", logins.courier());
        put("retrace.courier.database", logins.courierDatabase());
    }

    static void migrate(DatabaseSettings owner, DatabaseSettings courierOwner) {
        EventDatabase.MIGRATION.run(owner);
        ViewDatabase.MIGRATION.run(owner);
        CourierDatabase.MIGRATION.run(courierOwner);
    }

    private void put(String prefix, DatabaseSettings login) {
        addresses.put(prefix + ".url", login.url());
        addresses.put(prefix + ".user", login.user());
        addresses.put(prefix + ".password", login.password());
    }

    private void startBroker(RetraceSettings settings, Path data) {
        Progress.say("starting Kafka");
        var broker = KafkaBroker.start(data, settings.standalone().kafkaPort());
        running.push(broker);
        addresses.put(KAFKA_SERVERS, broker.bootstrapServers());
    }

    /** Returns where its page is. */
    private String startMailCatcher(RetraceSettings settings) {
        var catcher = MailCatcher.start(
                settings.standalone().smtpPort(), settings.standalone().mailPort());
        running.push(catcher);
        addresses.put(SMTP_URI, "smtp://127.0.0.1:" + catcher.smtpPort() + "/?disable_starttls=true");
        return "http://127.0.0.1:" + catcher.httpPort();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                Progress.say("a part did not stop: " + e.getClass().getSimpleName());
            }
        }
    }
}
