package io.retrace.wire.settings;

import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
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
        @NestedConfigurationProperty @DefaultValue BudgetSettings budgets,
        @DefaultValue Serve serve,
        @NestedConfigurationProperty @DefaultValue AccessSettings access,
        @DefaultValue SelfService selfservice,
        @DefaultValue IdentitySettings identity,
        @DefaultValue SessionSettings session,
        @NestedConfigurationProperty @DefaultValue HasherSettings hashers,
        @DefaultValue Cookies cookies,
        @DefaultValue FeatureFlags featureFlags,
        @NestedConfigurationProperty @DefaultValue HttpSettings http,
        @NestedConfigurationProperty @DefaultValue CourierSettings courier,
        @NestedConfigurationProperty @DefaultValue LogSettings log,
        @DefaultValue Keys keys,
        @NestedConfigurationProperty @DefaultValue Kafka kafka,
        @NestedConfigurationProperty @DefaultValue Standalone standalone) {

    public RetraceSettings {
        var limits = Limits.held();
        limits.people(selfservice, session, hashers, budgets);
        limits.parts(serve, http, courier);
        limits.parts(log, kafka, standalone);
        limits.profile(profile, selfservice.methods());
        Limits.use(selfservice);
        Limits.tls(dev, selfservice.methods().password().config());
    }

    /** The two ports. */
    public record Serve(
            @Name("public") @DefaultValue Public publik,
            @DefaultValue Admin admin) {}

    /**
     * The public port.
     *
     * @param host the address to listen on
     * @param port what clients connect to, or a proxy before them
     * @param baseUrl how clients reach it, with a trailing slash where a path prefix is stripped on the way
     */
    public record Public(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("4433") int port,
            @Nullable URI baseUrl,
            @DefaultValue Cors cors) {}

    /**
     * The admin port.
     *
     * @param host the address to listen on; on one that others reach, only who has access may use it
     * @param port what operators connect to
     * @param baseUrl how operators reach it; built from host and port if it is not set
     */
    public record Admin(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("4434") int port,
            @Nullable URI baseUrl) {}

    /**
     * Cross-origin requests to the public port (spec section 15).
     *
     * @param enabled whether pages of other origins may call it
     * @param allowedOrigins which, each with its scheme; a {@code *} stands for any part, alone for everybody, who then
     *     may show no cookies
     * @param allowedMethods by which methods
     * @param allowedHeaders with which headers
     * @param exposedHeaders which headers of answers they may read
     * @param allowCredentials whether their requests carry cookies
     * @param maxAge how long a browser may go by the answer to a preflight, in seconds
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

    /**
     * What people do themselves.
     *
     * @param defaultBrowserReturnUrl where a browser goes in the end that named nothing else; required where there are
     *     browsers
     * @param allowedReturnUrls what a {@code return_to} may begin with
     */
    public record SelfService(
            @Nullable URI defaultBrowserReturnUrl,
            @DefaultValue List<URI> allowedReturnUrls,
            @NestedConfigurationProperty @DefaultValue Flows flows,
            @DefaultValue Methods methods) {}

    /** By which means. */
    public record Methods(
            @DefaultValue CodeMethod code,
            @DefaultValue LinkMethod link,
            @DefaultValue PasswordMethod password) {}

    /**
     * A code in a mail.
     *
     * @param enabled whether codes are sent and taken
     */
    public record CodeMethod(
            @DefaultValue("true") boolean enabled,
            @NestedConfigurationProperty @DefaultValue CodeSettings config) {}

    /**
     * A link in a mail.
     *
     * @param enabled whether links are sent and taken
     */
    public record LinkMethod(
            @DefaultValue("false") boolean enabled,
            @NestedConfigurationProperty @DefaultValue LinkSettings config) {}

    /**
     * A password.
     *
     * @param enabled whether one can be set
     */
    public record PasswordMethod(
            @DefaultValue("true") boolean enabled,
            @NestedConfigurationProperty @DefaultValue PasswordSettings config) {}

    /**
     * Which schemas identities have.
     *
     * @param defaultSchemaId that of an identity that is created without one
     * @param schemas each with {@code id} and {@code url}, a {@code file:} or {@code classpath:} location of its JSON
     */
    public record IdentitySettings(
            @DefaultValue("default") String defaultSchemaId,
            @DefaultValue List<SchemaSource> schemas) {}

    /**
     * One identity schema.
     *
     * @param id its name
     * @param url a {@code file:} or {@code classpath:} location of its JSON
     */
    public record SchemaSource(String id, String url) {}

    /**
     * Sessions.
     *
     * @param lifespan how long one holds
     */
    public record SessionSettings(
            @DefaultValue("24h") Duration lifespan,
            @DefaultValue BrowserCookie cookie) {}

    /**
     * The cookie by which a browser is signed in.
     *
     * @param persistent whether it outlives the browser, up to the end of the session
     */
    public record BrowserCookie(@DefaultValue("true") boolean persistent) {}

    /**
     * Every cookie.
     *
     * @param domain whom a browser sends them to; the host alone if it is not set
     * @param path below which path
     * @param sameSite {@code Lax}, {@code Strict} or {@code None}; always {@code Lax} in development mode
     */
    public record Cookies(
            @Nullable String domain,
            @DefaultValue("/") String path,
            @DefaultValue("Lax") String sameSite) {}

    /**
     * Switches of the peer.
     *
     * @param useContinueWithTransitions whether answers hand over sessions and next steps as {@code continue_with};
     *     {@code auto} for native flows only, which is ours (ADR-0013)
     */
    public record FeatureFlags(@DefaultValue("auto") Transitions useContinueWithTransitions) {}

    /** Whether answers hand over sessions and next steps as {@code continue_with}. */
    public enum Transitions {
        AUTO,
        TRUE,
        FALSE
    }

    /**
     * Keys.
     *
     * @param directory where the key files are (SECURITY.md lists them)
     */
    public record Keys(@DefaultValue(".retrace/keys") String directory) {}
}
