package io.retrace.wire.settings;

import io.retrace.model.policy.RecoveryMethod;
import io.retrace.wire.settings.RetraceSettings.Methods;
import io.retrace.wire.settings.RetraceSettings.SelfService;
import io.retrace.wire.settings.RetraceSettings.Serve;
import io.retrace.wire.settings.RetraceSettings.SessionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of what can be configured; a value beyond one stops the start. Those of a {@code Policy} stand here too,
 * because it does not know the keys.
 */
final class Limits {

    private static final int PORT_MAX = 65_535;
    private static final int RETRIES_MAX = 99;
    private static final int CONNECTIONS_MIN = 4;
    private static final int CONNECTIONS_MAX = 200;
    private static final int REPLICAS_MAX = 15;
    private static final int SPENDS_MAX = 1_000_000;
    private static final int PASSWORD_LENGTH_MIN_MOST = 64;
    private static final int BREACHES_MAX = 100;
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);

    private static final int HASHES_WAITING_MAX = 10_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofHours(24);

    private final Consumer<Bound<?>> judge;

    private Limits(Consumer<Bound<?>> judge) {
        this.judge = judge;
    }

    /** Throws an {@link OutOfRangeException} for a value beyond its bounds. */
    static Limits held() {
        return new Limits(Bound::hold);
    }

    /** The bounds of every key that has some, whatever the profile. */
    static List<Bound<?>> of(RetraceSettings settings) {
        var bounds = new ArrayList<Bound<?>>();
        var limits = new Limits(bounds::add);
        limits.people(settings.selfservice(), settings.session(), settings.hashers(), settings.budgets());
        limits.parts(settings.serve(), settings.http(), settings.courier());
        limits.parts(settings.log(), settings.kafka(), settings.standalone());
        return List.copyOf(bounds);
    }

    /** What people may do. */
    void people(SelfService selfservice, SessionSettings session, HasherSettings hashers, BudgetSettings budgets) {
        check(selfservice.flows());
        check(selfservice.methods());
        check(hashers);
        check(budgets);
        time("retrace.session.lifespan", session.lifespan(), Duration.ofMinutes(1), Duration.ofDays(400));
    }

    /** What clients and letters go through. */
    void parts(Serve serve, HttpSettings http, CourierSettings courier) {
        port("retrace.serve.public.port", serve.publik().port());
        port("retrace.serve.admin.port", serve.admin().port());
        time("retrace.serve.public.cors.max_age", serve.publik().cors().maxAge(), Duration.ZERO, Duration.ofHours(24));
        time("retrace.http.head_timeout", http.headTimeout(), TIMEOUT_MIN, Duration.ofSeconds(60));
        time("retrace.http.body_timeout", http.bodyTimeout(), TIMEOUT_MIN, Duration.ofMinutes(10));
        number("retrace.courier.message_retries", courier.messageRetries(), 0, RETRIES_MAX);
        time("retrace.courier.retry_pause_max", courier.retryPauseMax(), Duration.ofMillis(10), Duration.ofHours(1));
        connections("retrace.courier.database", courier.database());
        connections("retrace.courier.owner", courier.owner());
    }

    /** What keeps and carries events. */
    void parts(LogSettings log, Kafka kafka, Standalone standalone) {
        port("retrace.standalone.postgres_port", standalone.postgresPort());
        port("retrace.standalone.kafka_port", standalone.kafkaPort());
        port("retrace.standalone.smtp_port", standalone.smtpPort());
        port("retrace.standalone.mail_port", standalone.mailPort());
        port("retrace.standalone.pages_port", standalone.pagesPort());
        connections("retrace.log.command", log.command());
        connections("retrace.log.query", log.query());
        connections("retrace.log.courier", log.courier());
        connections("retrace.log.owner", log.owner());
        time("retrace.log.append_patience", log.appendPatience(), TIMEOUT_MIN, Duration.ofSeconds(60));
        number("retrace.kafka.replication_factor", (int) kafka.replicationFactor(), 1, REPLICAS_MAX);
    }

    /** What a profile demands beyond the bounds of any {@code Policy}. */
    void profile(Profile profile, Methods methods) {
        if (profile == Profile.KRATOS) {
            return;
        }
        var limits = profile.policy();
        var within = " (profile " + profile + ")";
        time(
                "retrace.selfservice.methods.code.config.lifespan" + within,
                methods.code().config().lifespan(profile),
                SECOND,
                limits.codeLifetime());
        time(
                "retrace.selfservice.methods.link.config.lifespan" + within,
                methods.link().config().lifespan(profile),
                SECOND,
                limits.lifetime(RecoveryMethod.LINK));
        number(
                "retrace.selfservice.methods.password.config.min_password_length" + within,
                methods.password().config().minPasswordLength(),
                limits.passwordLengthMin(),
                PASSWORD_LENGTH_MIN_MOST);
    }

    private void check(Flows flows) {
        time("retrace.selfservice.flows.recovery.lifespan", flows.recovery().lifespan(), SECOND, DAY);
        time("retrace.selfservice.flows.settings.lifespan", flows.settings().lifespan(), SECOND, DAY);
        time(
                "retrace.selfservice.flows.settings.privileged_session_max_age",
                flows.settings().privilegedSessionMaxAge(),
                SECOND,
                DAY);
    }

    private void check(Methods methods) {
        var code = methods.code().config();
        time("retrace.selfservice.methods.code.config.lifespan", code.lifespan(), SECOND, DAY);
        number("retrace.selfservice.methods.code.config.max_submissions", code.maxSubmissions(), 1, 255);
        time(
                "retrace.selfservice.methods.link.config.lifespan",
                methods.link().config().lifespan(),
                SECOND,
                DAY);
        var password = methods.password().config();
        var prefix = "retrace.selfservice.methods.password.config.";
        number(prefix + "min_password_length", password.minPasswordLength(), 6, PASSWORD_LENGTH_MIN_MOST);
        number(prefix + "max_password_length", password.maxPasswordLength(), PASSWORD_LENGTH_MIN_MOST, 4_096);
        number(prefix + "max_breaches", password.maxBreaches(), 0, BREACHES_MAX);
    }

    /** Outside development mode nobody on the way may see what is asked of breached passwords. */
    static void tls(boolean dev, PasswordSettings passwords) {
        if (passwords.asksInTheClear() && !dev) {
            throw new IllegalArgumentException(
                    "retrace.selfservice.methods.password.config.haveibeenpwned_host must be asked over TLS outside"
                            + " development mode");
        }
    }

    /** What a new flow offers must work, or nobody recovers anything. */
    static void use(SelfService selfservice) {
        var recovery = selfservice.flows().recovery();
        var methods = selfservice.methods();
        boolean works = switch (recovery.use()) {
            case CODE -> methods.code().enabled();
            case LINK -> methods.link().enabled();
        };
        if (recovery.enabled() && !works) {
            throw new IllegalArgumentException("retrace.selfservice.flows.recovery.use names "
                    + recovery.use().wireName() + ", which retrace.selfservice.methods."
                    + recovery.use().wireName() + ".enabled switches off");
        }
    }

    private void check(HasherSettings hashers) {
        number("retrace.hashers.queue_max", hashers.queueMax(), 0, HASHES_WAITING_MAX);
        time("retrace.hashers.patience", hashers.patience(), Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    private void check(BudgetSettings budgets) {
        budget("codes_per_identity", budgets.codesPerIdentity());
        budget("codes_per_address", budgets.codesPerAddress());
        budget("letters_per_address", budgets.lettersPerAddress());
        budget("initiations_per_network", budgets.initiationsPerNetwork());
    }

    private void budget(String name, BudgetSettings.Limited budget) {
        number("retrace.budgets." + name + ".limit", budget.limit(), 0, SPENDS_MAX);
        time("retrace.budgets." + name + ".window", budget.window(), SECOND, DAY);
    }

    private void port(String key, int value) {
        number(key, value, 1, PORT_MAX);
    }

    private void connections(String database, Database value) {
        number(database + ".connections_max", value.connectionsMax(), CONNECTIONS_MIN, CONNECTIONS_MAX);
    }

    private void number(String key, @Nullable Integer value, int least, int most) {
        judge.accept(new Bound<>(key, value, least, most));
    }

    private void time(String key, @Nullable Duration value, Duration least, Duration most) {
        judge.accept(new Bound<>(key, value, least, most));
    }
}
