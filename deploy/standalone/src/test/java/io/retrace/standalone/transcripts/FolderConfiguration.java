package io.retrace.standalone.transcripts;

import static java.util.Map.entry;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The configurations under which the transcripts were recorded: one base, and per folder what differs from it. */
final class FolderConfiguration {

    static final String UI = "http://127.0.0.1:4455";

    private static final String PREFIX = "retrace.";
    private static final String RECOVERY = "selfservice.flows.recovery.";
    private static final String SETTINGS = "selfservice.flows.settings.";
    private static final String LOGIN = "selfservice.flows.login.";
    private static final String CODE = "selfservice.methods.code.";
    private static final String LINK = "selfservice.methods.link.";
    private static final String CONTINUE_WITH = "feature_flags.use_continue_with_transitions";

    private static final Map<String, String> BASE = Map.ofEntries(
            entry("dev", "true"),
            entry("feature_flags.choose_recovery_address", "false"),
            entry(CONTINUE_WITH, "true"),
            entry("selfservice.default_browser_return_url", UI + "/welcome"),
            entry("selfservice.allowed_return_urls[0]", UI),
            entry("selfservice.allowed_return_urls[1]", "http://127.0.0.1:4456"),
            entry("selfservice.flows.error.ui_url", UI + "/error"),
            entry("selfservice.flows.logout.after.default_browser_return_url", UI + "/login"),
            entry(LOGIN + "ui_url", UI + "/login"),
            entry(LOGIN + "lifespan", "1h"),
            entry(RECOVERY + "enabled", "true"),
            entry(RECOVERY + "ui_url", UI + "/recovery"),
            entry(RECOVERY + "use", "code"),
            entry(RECOVERY + "lifespan", "1h"),
            entry(RECOVERY + "notify_unknown_recipients", "false"),
            entry(SETTINGS + "ui_url", UI + "/settings"),
            entry(SETTINGS + "lifespan", "1h"),
            entry(SETTINGS + "privileged_session_max_age", "15m"),
            entry(SETTINGS + "required_aal", "aal1"),
            entry(CODE + "enabled", "true"),
            entry(CODE + "config.lifespan", "15m"),
            entry(CODE + "config.max_submissions", "5"),
            entry(LINK + "enabled", "true"),
            entry(LINK + "config.lifespan", "1h"),
            entry(LINK + "config.one_click", "true"),
            entry("selfservice.methods.password.enabled", "true"),
            entry("selfservice.methods.password.config.max_password_length", "72"),
            entry("selfservice.methods.password.config.haveibeenpwned_enabled", "false"),
            entry("session.whoami.required_aal", "aal1"),
            entry("serve.public.cors.enabled", "true"),
            entry("serve.public.cors.allowed_origins[0]", UI),
            entry("serve.public.cors.allowed_origins[1]", "http://127.0.0.1:4456"),
            entry("serve.public.cors.allow_credentials", "true"),
            entry("serve.public.cors.exposed_headers[0]", "Content-Type"),
            entry("serve.public.cors.exposed_headers[1]", "Set-Cookie"),
            entry("courier.smtp.from_address", "no-reply@example.org"),
            entry("identity.default_schema_id", "default"),
            entry("identity.schemas[0].id", "default"),
            entry("identity.schemas[0].url", schema("default")),
            entry("identity.schemas[1].id", "contacts"),
            entry("identity.schemas[1].url", schema("contacts")));

    private static final Map<String, Map<String, String>> FOLDERS = Map.ofEntries(
            entry("code", Map.of()),
            entry("code-classic", Map.of(CONTINUE_WITH, "false")),
            entry("link", Map.of(RECOVERY + "use", "link")),
            entry("link-classic", Map.of(RECOVERY + "use", "link", CONTINUE_WITH, "false")),
            entry("choose-address", Map.of("feature_flags.choose_recovery_address", "true")),
            entry("notify", Map.of(RECOVERY + "notify_unknown_recipients", "true")),
            entry("short-flow", Map.of(RECOVERY + "lifespan", "1s", SETTINGS + "lifespan", "1s")),
            entry(
                    "short-flow-classic",
                    Map.of(RECOVERY + "lifespan", "1s", SETTINGS + "lifespan", "1s", CONTINUE_WITH, "false")),
            entry("short-code", Map.of(CODE + "config.lifespan", "1s")),
            entry("short-login", Map.of(LOGIN + "lifespan", "1s")),
            entry("no-recovery", Map.of(RECOVERY + "enabled", "false")),
            entry("no-link", Map.of(LINK + "enabled", "false")),
            entry("old-session", Map.of(SETTINGS + "privileged_session_max_age", "1s")),
            entry(
                    "after",
                    Map.of(
                            RECOVERY + "after.default_browser_return_url", UI + "/after-recovery",
                            RECOVERY + "after.hooks[0].hook", "revoke_active_sessions",
                            SETTINGS + "after.default_browser_return_url", UI + "/after-settings",
                            LOGIN + "after.default_browser_return_url", UI + "/after-login",
                            LOGIN + "after.hooks[0].hook", "revoke_active_sessions")),
            entry("production", Map.of("dev", "false")));

    /** What Retrace does not know yet; a key goes from here with the issue that brings it. */
    private static final List<String> LATER = List.of(
            "feature_flags.choose_recovery_address",
            LOGIN + "lifespan",
            LOGIN + "after.",
            SETTINGS + "required_aal",
            "selfservice.methods.password.config.haveibeenpwned_enabled",
            "session.whoami.required_aal");

    private FolderConfiguration() {}

    /** All properties of the Retrace against which the files of that folder are replayed. */
    static Map<String, String> of(String folder) {
        Map<String, String> own = Objects.requireNonNull(FOLDERS.get(folder), () -> "no configuration for " + folder);
        Map<String, String> properties = new LinkedHashMap<>();
        BASE.forEach((key, value) -> properties.put(PREFIX + key, value));
        own.forEach((key, value) -> properties.put(PREFIX + key, value));
        properties.keySet().removeIf(key -> LATER.stream().anyMatch(later -> key.startsWith(PREFIX + later)));
        return Map.copyOf(properties);
    }

    private static String schema(String id) {
        var document = FolderConfiguration.class.getResource("/identity-schemas/" + id + ".json");
        try {
            return Path.of(Objects.requireNonNull(document, id).toURI()).toUri().toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
