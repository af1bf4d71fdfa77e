package io.retrace.wire.settings;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DurationUnit;

/**
 * The whole configuration (spec section 17, and what Retrace adds). Each key may come from the environment:
 * {@code retrace.selfservice.flows.recovery.lifespan} is {@code RETRACE_SELFSERVICE_FLOWS_RECOVERY_LIFESPAN}.
 *
 * @param dev development mode: missing keys are made, cookies need no TLS
 * @param profile where limits come from that are not configured
 */
@ConfigurationProperties(prefix = "retrace", ignoreUnknownFields = false)
public record RetraceSettings(
        @DefaultValue("false") boolean dev,
        @DefaultValue("kratos") Profile profile,
        @DefaultValue BudgetSettings budgets,
        @DefaultValue Serve serve,
        @DefaultValue SelfService selfservice,
        @DefaultValue IdentitySettings identity,
        @DefaultValue SessionSettings session,
        @DefaultValue HasherSettings hashers,
        @DefaultValue Cookies cookies,
        @DefaultValue FeatureFlags featureFlags,
        @DefaultValue HttpSettings http,
        @DefaultValue CourierSettings courier,
        @DefaultValue Log log,
        @DefaultValue Keys keys,
        @DefaultValue Kafka kafka,
        @DefaultValue Standalone standalone) {

    public RetraceSettings {
        Limits.check(serve, http, courier, log, kafka, standalone);
        Limits.check(budgets);
        Limits.check(profile, selfservice.methods());
    }

    /** The two ports. */
    public record Serve(
            @Name("public") @DefaultValue Public publik,
            @DefaultValue Admin admin) {}

    /**
     * The public port.
     *
     * @param baseUrl how clients reach it, with a trailing slash where a path prefix is stripped on the way
     */
    public record Public(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("4433") int port,
            @Nullable URI baseUrl,
            @DefaultValue Cors cors) {}

    /** The admin port. */
    public record Admin(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("4434") int port,
            @Nullable URI baseUrl) {}

    /**
     * Cross-origin requests to the public port (spec section 15).
     *
     * @param allowedOrigins each with its scheme; a {@code *} stands for any part, alone for everybody, who then may
     *     show no cookies
     * @param maxAge how long a browser may go by the answer to a preflight, in seconds; 0 to 24 h
     */
    public record Cors(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("*") List<String> allowedOrigins,

            @DefaultValue({"POST", "GET", "PUT", "PATCH", "DELETE"})
            List<String> allowedMethods,

            @DefaultValue({"Authorization", "Content-Type", "Max-Age", "X-Session-Token", "X-XSRF-TOKEN", "X-CSRF-TOKEN"
            })
            List<String> allowedHeaders,

            @DefaultValue("Content-Type") List<String> exposedHeaders,
            @DefaultValue("true") boolean allowCredentials,

            @DefaultValue("0") @DurationUnit(ChronoUnit.SECONDS)
            Duration maxAge) {}

    /** The flows. */
    public record SelfService(
            @Nullable URI defaultBrowserReturnUrl,
            @DefaultValue List<URI> allowedReturnUrls,
            @DefaultValue Flows flows,
            @DefaultValue Methods methods) {}

    public record Methods(
            @DefaultValue CodeMethod code,
            @DefaultValue LinkMethod link,
            @DefaultValue PasswordMethod password) {}

    public record CodeMethod(
            @DefaultValue("true") boolean enabled,
            @DefaultValue CodeSettings config) {}

    public record LinkMethod(
            @DefaultValue("false") boolean enabled,
            @DefaultValue LinkSettings config) {}

    public record PasswordMethod(
            @DefaultValue("true") boolean enabled,
            @DefaultValue PasswordConfig config) {}

    /**
     * Rules for passwords.
     *
     * @param maxPasswordLength in bytes of UTF-8; the peer's bcrypt stops at 72, Argon2id needs no such limit
     */
    public record PasswordConfig(
            @DefaultValue("8") int minPasswordLength,
            @DefaultValue("1024") int maxPasswordLength,
            @DefaultValue("true") boolean identifierSimilarityCheckEnabled) {}

    /** Which schemas identities have. */
    public record IdentitySettings(
            @DefaultValue("default") String defaultSchemaId,
            @DefaultValue List<SchemaSource> schemas) {}

    /**
     * One identity schema.
     *
     * @param url a {@code file:} or {@code classpath:} location of its JSON
     */
    public record SchemaSource(String id, String url) {}

    public record SessionSettings(@DefaultValue("24h") Duration lifespan) {}

    public record Cookies(
            @Nullable String domain,
            @DefaultValue("/") String path,
            @DefaultValue("Lax") String sameSite) {}

    /** Switches of the peer; {@code auto} is ours (ADR-0013). */
    public record FeatureFlags(@DefaultValue("auto") Transitions useContinueWithTransitions) {}

    /** Whether answers hand over sessions and next steps as {@code continue_with}. */
    public enum Transitions {
        AUTO,
        TRUE,
        FALSE
    }

    /**
     * The courier.
     *
     * @param retryPauseMax the pauses between attempts double up to it
     * @param owner of its database's schema; for migrations only, a running service needs none
     */
    public record CourierSettings(
            @DefaultValue Smtp smtp,
            @DefaultValue("5") int messageRetries,
            @DefaultValue("1m") Duration retryPauseMax,
            @DefaultValue Database database,
            @DefaultValue Database owner) {}

    /**
     * The mail server.
     *
     * @param connectionUri {@code smtp://[user:password@]host:port} or {@code smtps://…}, with
     *     {@code disable_starttls=true} where the server has none
     */
    public record Smtp(
            @DefaultValue("smtp://127.0.0.1:1025/?disable_starttls=true")
            URI connectionUri,

            @DefaultValue("no-reply@retrace.invalid") String fromAddress,
            @DefaultValue("") String fromName) {

        @Override
        public String toString() {
            return "Smtp[host=" + connectionUri.getHost() + "]";
        }
    }

    /**
     * The event log, as each role sees it.
     *
     * @param owner of the schemas of log and views; for migrations only, a running service needs none
     */
    public record Log(
            @DefaultValue Database command,
            @DefaultValue Database query,
            @DefaultValue Database courier,
            @DefaultValue Database owner,
            @DefaultValue("10s") Duration appendPatience) {}

    /** Where the key files are (SECURITY.md lists them). */
    public record Keys(@DefaultValue(".retrace/keys") String directory) {}

    /**
     * The broker.
     *
     * @param replicationFactor of the topics that Retrace creates; 1 to 5
     */
    public record Kafka(
            @DefaultValue("127.0.0.1:9092") String bootstrapServers,
            @DefaultValue("1") short replicationFactor) {}

    /**
     * Where the one JVM keeps its data and what it listens on, beside the two HTTP ports; read by the standalone alone.
     * A part whose address is configured above is not started.
     *
     * @param pages whether it serves pages for people where flows lead to them
     */
    public record Standalone(
            @DefaultValue(".retrace") String dataDirectory,
            @DefaultValue("5433") int postgresPort,
            @DefaultValue("9092") int kafkaPort,
            @DefaultValue("1025") int smtpPort,
            @DefaultValue("1080") int mailPort,
            @DefaultValue("true") boolean pages,
            @DefaultValue("4455") int pagesPort) {}
}
