package io.retrace.wire.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration as an operator may see it. Switches, numbers, times and choices are shown; a text only if it stands
 * on a list here. So a key that comes to be is hidden until somebody decides that it is no secret.
 */
public final class EffectiveConfiguration {

    /** Stands for a text that is not shown; nothing configured stays empty. */
    static final String HIDDEN = "[hidden]";

    /** Texts that are no secrets. */
    static final Set<String> SHOWN = Set.of(
            "serve.public.host",
            "serve.public.cors.allowed_origins",
            "serve.public.cors.allowed_methods",
            "serve.public.cors.allowed_headers",
            "serve.public.cors.exposed_headers",
            "serve.admin.host",
            "access.oidc.audience",
            "access.oidc.roles_claim",
            "access.oidc.roles.operator",
            "access.oidc.roles.auditor",
            "access.oidc.roles.responder",
            "identity.default_schema_id",
            "identity.schemas.id",
            "cookies.domain",
            "cookies.path",
            "cookies.same_site",
            "http.trusted_proxies",
            "courier.smtp.from_address",
            "courier.smtp.from_name",
            "courier.database.user",
            "courier.owner.user",
            "log.command.user",
            "log.query.user",
            "log.courier.user",
            "log.owner.user",
            "keys.directory",
            "kafka.bootstrap_servers",
            "standalone.data_directory");

    /** Addresses, without who asks there and without their query: both can hold a password. */
    static final Set<String> ADDRESSES = Set.of(
            "serve.public.base_url",
            "serve.admin.base_url",
            "access.oidc.issuer",
            "selfservice.default_browser_return_url",
            "selfservice.allowed_return_urls",
            "selfservice.flows.recovery.ui_url",
            "selfservice.flows.recovery.after.default_browser_return_url",
            "selfservice.flows.settings.ui_url",
            "selfservice.flows.settings.after.default_browser_return_url",
            "selfservice.flows.settings.after.profile.default_browser_return_url",
            "selfservice.methods.link.config.base_url",
            "selfservice.flows.login.ui_url",
            "selfservice.flows.logout.after.default_browser_return_url",
            "selfservice.flows.error.ui_url",
            "identity.schemas.url",
            "courier.smtp.connection_uri",
            "courier.database.url",
            "courier.owner.url",
            "log.command.url",
            "log.query.url",
            "log.courier.url",
            "log.owner.url");

    private static final JsonMapper JSON = JsonMapper.shared();

    private EffectiveConfiguration() {}

    /** All of it, in the order and with the names of the configuration. */
    public static JsonNode of(RetraceSettings settings) {
        return record("", settings);
    }

    private static JsonNode record(String path, Record value) {
        var object = JSON.createObjectNode();
        for (var component : value.getClass().getRecordComponents()) {
            var name = name(value.getClass(), component);
            object.set(name, node(path.isEmpty() ? name : path + "." + name, valueOf(component, value)));
        }
        return object;
    }

    private static JsonNode node(String path, @Nullable Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case Record nested -> record(path, nested);
            case List<?> items -> {
                var array = JSON.createArrayNode();
                items.forEach(item -> array.add(node(path, item)));
                yield array;
            }
            case Boolean flag -> JSON.valueToTree(flag);
            case Number number -> JSON.valueToTree(number);
            case Duration time -> JSON.valueToTree(time.toString());
            case Enum<?> choice -> JSON.valueToTree(choice.toString().toLowerCase(Locale.ROOT));
            default -> JSON.valueToTree(text(path, value.toString()));
        };
    }

    private static String text(String path, String value) {
        if (value.isEmpty() || SHOWN.contains(path)) {
            return value;
        }
        return ADDRESSES.contains(path) ? withoutCredentials(value) : HIDDEN;
    }

    /** Whatever stands before the last @ can be a password, and so can what a query says. */
    private static String withoutCredentials(String address) {
        return address.replaceFirst("[?#].*", "").replaceFirst("//.*@", "//");
    }

    /** As it is spelled in a file. */
    private static String name(Class<?> type, RecordComponent component) {
        try {
            var other = type.getDeclaredField(component.getName()).getAnnotation(Name.class);
            return other == null
                    ? DataObjectPropertyName.toDashedForm(component.getName()).replace('-', '_')
                    : other.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can always be read", e);
        }
    }
}
