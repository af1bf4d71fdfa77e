package io.retrace.wire.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.budget.Budget;
import io.retrace.model.budget.Budgets;
import io.retrace.model.policy.BreachLimit;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.wire.settings.BudgetSettings.Limited;
import io.retrace.wire.settings.CourierSettings.Smtp;
import io.retrace.wire.settings.Flows.AfterMethod;
import io.retrace.wire.settings.Flows.ErrorFlow;
import io.retrace.wire.settings.Flows.LoginFlow;
import io.retrace.wire.settings.Flows.LogoutAfter;
import io.retrace.wire.settings.Flows.LogoutFlow;
import io.retrace.wire.settings.Flows.RecoveryAfter;
import io.retrace.wire.settings.Flows.RecoveryFlow;
import io.retrace.wire.settings.Flows.SettingsAfter;
import io.retrace.wire.settings.Flows.SettingsFlow;
import io.retrace.wire.settings.RetraceSettings.Admin;
import io.retrace.wire.settings.RetraceSettings.BrowserCookie;
import io.retrace.wire.settings.RetraceSettings.CodeMethod;
import io.retrace.wire.settings.RetraceSettings.Cookies;
import io.retrace.wire.settings.RetraceSettings.Cors;
import io.retrace.wire.settings.RetraceSettings.FeatureFlags;
import io.retrace.wire.settings.RetraceSettings.IdentitySettings;
import io.retrace.wire.settings.RetraceSettings.Keys;
import io.retrace.wire.settings.RetraceSettings.LinkMethod;
import io.retrace.wire.settings.RetraceSettings.Methods;
import io.retrace.wire.settings.RetraceSettings.PasswordMethod;
import io.retrace.wire.settings.RetraceSettings.Public;
import io.retrace.wire.settings.RetraceSettings.SelfService;
import io.retrace.wire.settings.RetraceSettings.Serve;
import io.retrace.wire.settings.RetraceSettings.SessionSettings;
import io.retrace.wire.settings.RetraceSettings.Transitions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetraceSettingsTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Database DATABASE = new Database("jdbc:postgresql://127.0.0.1:5432/retrace", "", "", 20);
    private static final Cors NO_CORS = new Cors(
            false,
            List.of("*"),
            List.of("POST", "GET", "PUT", "PATCH", "DELETE"),
            List.of("Authorization", "Content-Type", "Max-Age", "X-Session-Token", "X-XSRF-TOKEN", "X-CSRF-TOKEN"),
            List.of("Content-Type"),
            true,
            Duration.ZERO);
    private static final Flows FLOWS = new Flows(
            new RecoveryFlow(
                    false,
                    URI.create("https://www.ory.com/kratos/docs/fallback/recovery"),
                    HOUR,
                    RecoveryMethod.CODE,
                    false,
                    new RecoveryAfter(null, List.of())),
            new SettingsFlow(
                    URI.create("https://www.ory.com/kratos/docs/fallback/settings"),
                    HOUR,
                    HOUR,
                    new SettingsAfter(null, new AfterMethod(null), new AfterMethod(null))),
            new LoginFlow(URI.create("https://www.ory.sh/kratos/docs/fallback/login")),
            new LogoutFlow(new LogoutAfter(null)),
            new ErrorFlow(URI.create("https://www.ory.com/kratos/docs/fallback/error")));
    private static final Methods METHODS = new Methods(
            new CodeMethod(true, new CodeSettings(null, 5)),
            new LinkMethod(false, new LinkSettings(null, null, false)),
            new PasswordMethod(true, new PasswordSettings(8, 1024, true, false, "api.pwnedpasswords.com", 0, true)));

    private static final String CODE_LIFESPAN = "retrace.selfservice.methods.code.config.lifespan";
    private static final Limited PROFILES_OWN = new Limited(null, null);

    @Test
    void what_nobody_configures_has_the_defaults_of_the_peer_and_ours() {
        var settings = Given.settings(Map.of());

        assertThat(settings)
                .isEqualTo(new RetraceSettings(
                        false,
                        Profile.KRATOS,
                        new BudgetSettings(PROFILES_OWN, PROFILES_OWN, PROFILES_OWN, PROFILES_OWN),
                        new Serve(new Public("127.0.0.1", 4433, null, NO_CORS), new Admin("127.0.0.1", 4434, null)),
                        new AccessSettings(new AccessSettings.Oidc(
                                null,
                                null,
                                "roles",
                                new AccessSettings.Roles(
                                        List.of("operator"), List.of("auditor"), List.of("responder")))),
                        new SelfService(null, List.of(), FLOWS, METHODS),
                        new IdentitySettings("default", List.of()),
                        new SessionSettings(DAY, new BrowserCookie(true)),
                        new HasherSettings(64, Duration.ofSeconds(5)),
                        new Cookies(null, "/", "Lax"),
                        new FeatureFlags(Transitions.AUTO),
                        new HttpSettings(List.of(), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                        new CourierSettings(
                                new Smtp(
                                        URI.create("smtp://127.0.0.1:1025/?disable_starttls=true"),
                                        "no-reply@retrace.invalid",
                                        ""),
                                5,
                                Duration.ofMinutes(1),
                                DATABASE,
                                DATABASE),
                        new LogSettings(DATABASE, DATABASE, DATABASE, DATABASE, Duration.ofSeconds(10)),
                        new Keys(".retrace/keys"),
                        new Kafka("127.0.0.1:9092", (short) 1),
                        new Standalone(".retrace", 5433, 9092, 1025, 1080, true, 4455)));
    }

    @Test
    void the_port_of_serve_public_is_heard_although_public_is_a_word_of_java() {
        var settings = Given.settings(Map.of("retrace.serve.public.port", "8080"));

        assertThat(settings.serve().publik().port()).isEqualTo(8080);
        assertThat(settings.serve().publik().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void keys_are_spelled_as_the_peer_spells_them() {
        var settings = Given.settings(Map.of(
                "retrace.selfservice.flows.recovery.ui_url", "https://app.example.org/recovery",
                "retrace.selfservice.methods.code.config.max_submissions", "3",
                "retrace.feature_flags.use_continue_with_transitions", "true",
                "retrace.cookies.same_site", "Strict",
                "retrace.http.trusted_proxies[0]", "10.0.0.0/8"));

        assertThat(settings.selfservice().flows().recovery().uiUrl())
                .isEqualTo(URI.create("https://app.example.org/recovery"));
        assertThat(settings.selfservice().methods().code().config().maxSubmissions())
                .isEqualTo(3);
        assertThat(settings.featureFlags().useContinueWithTransitions()).isEqualTo(Transitions.TRUE);
        assertThat(settings.cookies().sameSite()).isEqualTo("Strict");
        assertThat(settings.http().trustedProxies()).containsExactly("10.0.0.0/8");
    }

    @Test
    void a_key_that_nobody_knows_stops_the_start() {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.selfservice.flows.recovery.enabeld", "true")))
                .hasStackTraceContaining("retrace.selfservice.flows.recovery.enabeld");
    }

    @Test
    void a_value_that_means_nothing_stops_the_start() {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.session.lifespan", "soon")))
                .hasStackTraceContaining("retrace.session.lifespan");
    }

    @ParameterizedTest
    @CsvSource({
        "queue_max, -1, 'hashers.queue_max must be from 0 to 10000, was -1'",
        "queue_max, 10001, 'hashers.queue_max must be from 0 to 10000, was 10001'",
        "patience, 0s, 'hashers.patience must be from 1 ms to 1 min, was 0 s'",
        "patience, 61s, 'hashers.patience must be from 1 ms to 1 min, was 61 s'"
    })
    void hashing_without_a_bound_stops_the_start(String key, String value, String said) {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.hashers." + key, value)))
                .hasStackTraceContaining(said);
    }

    @Test
    void a_value_out_of_range_stops_the_start_and_says_which_key_and_bound() {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.serve.public.port", "65536")))
                .hasRootCauseMessage("configuration key retrace.serve.public.port must be from 1 to 65535, was 65536");
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.http.body_timeout", "50ms")))
                .hasRootCauseMessage(
                        "configuration key retrace.http.body_timeout must be from 100 ms to 10 min, was 50 ms");
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.serve.public.cors.max_age", "86401")))
                .hasRootCauseMessage(
                        "configuration key retrace.serve.public.cors.max_age must be from 0 s to 24 h, was 86401 s");
    }

    @Test
    void who_knows_of_data_breaches_is_asked_over_tls_and_of_a_hundred_at_most() {
        var passwords = "retrace.selfservice.methods.password.config.";
        assertThat(METHODS.password().config().breaches()).isEmpty();
        var asking = Given.settings(Map.of(passwords + "haveibeenpwned_enabled", "true"))
                .selfservice()
                .methods()
                .password()
                .config();
        assertThat(asking.breaches()).contains(new BreachLimit(0, true));
        assertThat(asking.breachesBase()).hasToString("https://api.pwnedpasswords.com");
        assertThatThrownBy(() -> Given.settings(Map.of(passwords + "max_breaches", "101")))
                .hasRootCauseMessage("configuration key " + passwords + "max_breaches must be from 0 to 100, was 101");
        var plain = passwords + "haveibeenpwned_host";
        assertThatThrownBy(() -> Given.settings(Map.of(plain, "http://127.0.0.1:1")))
                .hasRootCauseMessage(plain + " must be asked over TLS outside development mode");
        assertThat(Given.settings(Map.of(plain, "http://127.0.0.1:1", "retrace.dev", "true"))
                        .dev())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "link"})
    @Tag("difference-use-must-work")
    void the_method_that_a_new_flow_offers_must_be_on_where_accounts_are_recovered(String use) {
        var recovery = "retrace.selfservice.flows.recovery.";
        var method = "retrace.selfservice.methods." + use + ".enabled";
        var off = Map.of(recovery + "use", use, method, "false");

        assertThat(Given.settings(off).selfservice().flows().recovery().use().wireName())
                .isEqualTo(use);
        assertThatThrownBy(() ->
                        Given.settings(Map.of(recovery + "use", use, method, "false", recovery + "enabled", "true")))
                .hasRootCauseMessage(recovery + "use names " + use + ", which " + method + " switches off");
    }

    @Test
    @Tag("row-325")
    void a_browser_goes_where_its_method_says_before_where_all_go() {
        var after = new SettingsAfter(
                URI.create("http://ui/all"), new AfterMethod(null), new AfterMethod(URI.create("http://ui/profile")));

        assertThat(after.returnUrl("profile")).contains(URI.create("http://ui/profile"));
        assertThat(after.returnUrl("password")).contains(URI.create("http://ui/all"));
    }

    @Test
    void a_password_of_ours_does_not_print() {
        var settings = Given.settings(Map.of(
                "retrace.log.command.password", "hunter2",
                "retrace.courier.smtp.connection_uri", "smtps://jane:hunter2@mail.example.org:465"));

        assertThat(settings.toString()).contains("mail.example.org").doesNotContain("hunter2");
    }

    @Test
    void budgets_are_the_profiles_as_far_as_nobody_configures_them() {
        var kratos = Given.settings(Map.of());
        var tight = Given.settings(Map.of(
                "retrace.profile", "asvs-l2",
                "retrace.budgets.codes_per_identity.limit", "7",
                "retrace.budgets.letters_per_address.window", "30m"));

        assertThat(kratos.budgets().over(kratos.profile())).isEqualTo(Budgets.kratos());
        assertThat(tight.budgets().over(tight.profile()))
                .isEqualTo(new Budgets(
                        new Budget(7, HOUR),
                        new Budget(10, HOUR),
                        new Budget(5, Duration.ofMinutes(30)),
                        new Budget(100, Duration.ofMinutes(1)),
                        50));
    }

    @Test
    void a_code_works_as_long_as_the_profile_says_unless_somebody_configures_less() {
        assertThat(codeLifespan(Map.of())).isEqualTo(HOUR);
        assertThat(codeLifespan(Map.of(CODE_LIFESPAN, "24h"))).isEqualTo(DAY);
        assertThat(codeLifespan(Map.of("retrace.profile", "asvs-l2"))).isEqualTo(Duration.ofMinutes(10));
        assertThat(codeLifespan(Map.of("retrace.profile", "asvs-l2", CODE_LIFESPAN, "3m")))
                .isEqualTo(Duration.ofMinutes(3));
    }

    private static Duration codeLifespan(Map<String, String> configured) {
        var settings = Given.settings(configured);
        return settings.selfservice().methods().code().config().lifespan(settings.profile());
    }

    @ParameterizedTest
    @CsvSource({
        "code.config.lifespan, 601s, 'from 1 s to 10 min, was 601 s'",
        "password.config.min_password_length, 7, 'from 8 to 64, was 7'",
    })
    void what_is_weaker_than_a_standard_allows_stops_the_start_under_its_profile(
            String key, String value, String said) {
        var whole = "retrace.selfservice.methods." + key;

        assertThatThrownBy(() -> Given.settings(Map.of("retrace.profile", "asvs-l2", whole, value)))
                .hasRootCauseMessage("configuration key " + whole + " (profile asvs-l2) must be " + said);
        assertThat(Given.settings(Map.of(whole, value)).profile()).isEqualTo(Profile.KRATOS);
    }

    @ParameterizedTest
    @CsvSource({
        "codes_per_identity.limit, -1",
        "codes_per_address.limit, 1000001",
        "letters_per_address.window, 500ms",
        "initiations_per_network.window, 25h",
    })
    void a_budget_out_of_range_stops_the_start_and_is_named(String key, String value) {
        assertThatThrownBy(() -> Given.settings(Map.of("retrace.budgets." + key, value)))
                .rootCause()
                .isInstanceOf(OutOfRangeException.class)
                .hasMessageContaining("retrace.budgets." + key);
    }
}
