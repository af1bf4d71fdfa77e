package io.retrace.wire.settings;

import io.retrace.wire.settings.RetraceSettings.CourierSettings;
import io.retrace.wire.settings.RetraceSettings.Kafka;
import io.retrace.wire.settings.RetraceSettings.Log;
import io.retrace.wire.settings.RetraceSettings.Methods;
import io.retrace.wire.settings.RetraceSettings.Serve;
import io.retrace.wire.settings.RetraceSettings.Standalone;
import java.time.Duration;

/** The bounds of what can be configured, as far as no {@code Policy} has them; a value beyond one stops the start. */
final class Limits {

    private static final int PORT_MAX = 65_535;
    private static final int RETRIES_MAX = 99;
    private static final int CONNECTIONS_MIN = 4;
    private static final int CONNECTIONS_MAX = 200;
    private static final int REPLICAS_MAX = 15;
    private static final int SPENDS_MAX = 1_000_000;
    private static final int PASSWORD_LENGTH_MIN_MOST = 64;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);

    private Limits() {}

    static void check(
            Serve serve, HttpSettings http, CourierSettings courier, Log log, Kafka kafka, Standalone standalone) {
        port("retrace.serve.public.port", serve.publik().port());
        port("retrace.serve.admin.port", serve.admin().port());
        time("retrace.serve.public.cors.max_age", serve.publik().cors().maxAge(), Duration.ZERO, Duration.ofHours(24));
        port("retrace.standalone.postgres_port", standalone.postgresPort());
        port("retrace.standalone.kafka_port", standalone.kafkaPort());
        port("retrace.standalone.smtp_port", standalone.smtpPort());
        port("retrace.standalone.mail_port", standalone.mailPort());
        port("retrace.standalone.pages_port", standalone.pagesPort());
        time("retrace.http.head_timeout", http.headTimeout(), TIMEOUT_MIN, Duration.ofSeconds(60));
        time("retrace.http.body_timeout", http.bodyTimeout(), TIMEOUT_MIN, Duration.ofMinutes(10));
        number("retrace.courier.message_retries", courier.messageRetries(), 0, RETRIES_MAX);
        time("retrace.courier.retry_pause_max", courier.retryPauseMax(), Duration.ofMillis(10), Duration.ofHours(1));
        connections("retrace.courier.database", courier.database());
        connections("retrace.log.command", log.command());
        connections("retrace.log.query", log.query());
        connections("retrace.log.courier", log.courier());
        time("retrace.log.append_patience", log.appendPatience(), TIMEOUT_MIN, Duration.ofSeconds(60));
        number("retrace.kafka.replication_factor", kafka.replicationFactor(), 1, REPLICAS_MAX);
    }

    /** What a profile demands beyond the bounds of any {@code Policy}. */
    static void check(Profile profile, Methods methods) {
        if (profile == Profile.KRATOS) {
            return;
        }
        var limits = profile.policy();
        var within = " (profile " + profile + ")";
        time(
                "retrace.selfservice.methods.code.config.lifespan" + within,
                methods.code().config().lifespan(profile),
                Duration.ofSeconds(1),
                limits.codeLifetime());
        number(
                "retrace.selfservice.methods.password.config.min_password_length" + within,
                methods.password().config().minPasswordLength(),
                limits.passwordLengthMin(),
                PASSWORD_LENGTH_MIN_MOST);
    }

    static void check(BudgetSettings budgets) {
        budget("codes_per_identity", budgets.codesPerIdentity());
        budget("codes_per_address", budgets.codesPerAddress());
        budget("letters_per_address", budgets.lettersPerAddress());
        budget("initiations_per_network", budgets.initiationsPerNetwork());
    }

    private static void budget(String name, BudgetSettings.Limited budget) {
        if (budget.limit() != null) {
            number("retrace.budgets." + name + ".limit", budget.limit(), 0, SPENDS_MAX);
        }
        if (budget.window() != null) {
            time("retrace.budgets." + name + ".window", budget.window(), Duration.ofSeconds(1), Duration.ofHours(24));
        }
    }

    private static void port(String key, int value) {
        number(key, value, 1, PORT_MAX);
    }

    private static void connections(String database, Database value) {
        number(database + ".connections_max", value.connectionsMax(), CONNECTIONS_MIN, CONNECTIONS_MAX);
    }

    private static void number(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new OutOfRangeException(key, value, least, most);
        }
    }

    private static void time(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new OutOfRangeException(key, words(value), words(least), words(most));
        }
    }

    private static String words(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
