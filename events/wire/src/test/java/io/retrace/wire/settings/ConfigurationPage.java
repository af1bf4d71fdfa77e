package io.retrace.wire.settings;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code docs/configuration.md}: every key, with what it may be and what it means. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Made by `make docs` from the settings' own records (`events/wire`, package `settings`); do not edit.

            A service reads `application.yaml` in its working directory, `--retrace.some.key=value` on its command line, and the environment: `retrace.selfservice.flows.recovery.lifespan` is
            `RETRACE_SELFSERVICE_FLOWS_RECOVERY_LIFESPAN`, an element of a list has its number, `RETRACE_SELFSERVICE_ALLOWED_RETURN_URLS_0`. The keys of Kratos have its names and defaults; which of them
            there are not is in [differences](differences-from-kratos.md). All keys with their defaults in one file: [retrace.example.yaml](retrace.example.yaml).

            An unknown key or a value beyond its bounds stops the start and is named. Bounds are inclusive. A time is `90s`, `15m`, `1h`, `7d` or ISO 8601. *profile* stands where `retrace.profile` decides
            what nobody configures. `GET /admin/config` on the admin port of a service shows what it runs with, without secrets, and the hash by which each decision in the log names its limits.
            """;

    private static final String ABSENT = """

            ## Keys of Kratos that Retrace does not have

            With one of them Retrace does not start, and says why.

            | key | why |
            |---|---|
            """;

    private final Map<String, String> bounds = Limits.of(Given.settings(Map.of())).stream()
            .collect(Collectors.toUnmodifiableMap(Bound::key, Bound::words));

    static String text() {
        return new ConfigurationPage().page(Metadata.keys());
    }

    private String page(List<Metadata.Property> keys) {
        var sections = keys.stream()
                .collect(Collectors.groupingBy(ConfigurationPage::section, TreeMap::new, Collectors.toList()));
        return HEAD
                + sections.entrySet().stream()
                        .map(section -> "\n## " + section.getKey()
                                + "\n\n| key | is | default | bounds | meaning |\n|---|---|---|---|---|\n"
                                + section.getValue().stream().map(this::row).collect(joining()))
                        .collect(joining())
                + absent();
    }

    private static String absent() {
        return ABSENT
                + KratosKeys.absent().entrySet().stream()
                        .map(key ->
                                "| `%s` | %s |%n".formatted(key.getKey().replaceFirst("\\.$", ".…"), key.getValue()))
                        .collect(joining());
    }

    private static String section(Metadata.Property key) {
        var parts = key.name().split("\\.", -1);
        return parts.length < 3 ? "retrace" : parts[0] + "." + parts[1];
    }

    private String row(Metadata.Property key) {
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(key.name(), type(key), standard(key), bounds.getOrDefault(key.name(), ""), key.meaning());
    }

    private static String standard(Metadata.Property key) {
        return key.defaultValue()
                .map(value -> value.isEmpty() ? "empty" : "`" + value.replace(",", "`, `") + "`")
                .orElseGet(() -> key.meaning().contains("profile") || key.name().startsWith("retrace.budgets.")
                        ? "*profile*"
                        : "");
    }

    /** What kind of value a key has, in a word. */
    static String type(Metadata.Property key) {
        return key.isList() ? "list of " + word(key.type().replaceAll(".*<(.*)>", "$1")) + "s" : word(key.type());
    }

    private static String word(String type) {
        return switch (type) {
            case "java.lang.Boolean" -> "switch";
            case "java.lang.Integer", "java.lang.Short" -> "number";
            case "java.time.Duration" -> "time";
            case "java.lang.String" -> "text";
            case "java.net.URI" -> "URL";
            default -> choices(type);
        };
    }

    private static String choices(String type) {
        try {
            var constants = Class.forName(type).getEnumConstants();
            return constants == null
                    ? "entrie"
                    : Arrays.stream(constants)
                            .map(choice -> "`" + choice.toString().toLowerCase(Locale.ROOT) + "`")
                            .collect(joining(", "));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
