package io.retrace.wire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.wire.settings.Metadata.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EffectiveConfigurationTest {

    private static final String CANARY = "hunter2";

    @Test
    void what_is_in_force_is_shown_with_defaults_under_the_names_of_the_file() {
        var shown = EffectiveConfiguration.of(Given.settings(Map.of(
                "retrace.profile", "asvs-l2",
                "retrace.serve.public.port", "8080",
                "retrace.selfservice.allowed_return_urls[0]", "https://app.example.org/",
                "retrace.selfservice.flows.recovery.after.hooks[0].hook", "revoke_active_sessions")));

        assertThat(shown.at("/profile").stringValue()).isEqualTo("asvs-l2");
        assertThat(shown.at("/serve/public/port").intValue()).isEqualTo(8080);
        assertThat(shown.at("/serve/public/base_url").isNull()).isTrue();
        assertThat(shown.at("/selfservice/allowed_return_urls/0").stringValue()).isEqualTo("https://app.example.org/");
        assertThat(shown.at("/selfservice/flows/recovery/lifespan").stringValue())
                .isEqualTo("PT1H");
        assertThat(shown.at("/selfservice/flows/recovery/after/hooks/0/hook").stringValue())
                .isEqualTo("revoke_active_sessions");
        assertThat(shown.at("/courier/smtp/connection_uri").stringValue()).isEqualTo("smtp://127.0.0.1:1025/");
    }

    @Test
    void a_text_is_hidden_unless_its_key_stands_on_a_list() {
        var hidden = texts().stream()
                .filter(name -> !EffectiveConfiguration.SHOWN.contains(name))
                .filter(name -> !EffectiveConfiguration.ADDRESSES.contains(name))
                .toList();
        Map<String, String> configured = new HashMap<>();
        hidden.forEach(name -> configured.put("retrace." + name, CANARY));

        var shown = EffectiveConfiguration.of(Given.settings(configured));

        assertThat(hidden).contains("courier.database.password", "log.command.password");
        assertThat(shown.toString()).doesNotContain(CANARY).contains(EffectiveConfiguration.HIDDEN);
    }

    @Test
    void of_an_address_nobody_sees_who_asks_and_what_it_is_asked() {
        Map<String, String> configured = new HashMap<>();
        for (var key : keys(EffectiveConfiguration.ADDRESSES)) {
            configured.put(key.name() + (key.isList() ? "[0]" : ""), "x://jane:" + CANARY + "@a/b@h:1/p?p=" + CANARY);
        }
        configured.put("retrace.access.oidc.audience", "retrace");
        configured.put("retrace.access.oidc.issuer", "https://jane:" + CANARY + "@h/p?p=" + CANARY);
        configured.put("retrace.identity.schemas[0].id", "default");
        configured.put("retrace.identity.schemas[0].url", "https://jane:" + CANARY + "@h/p#" + CANARY);

        var shown = EffectiveConfiguration.of(Given.settings(configured));

        assertThat(shown.toString()).doesNotContain(CANARY).doesNotContain("jane");
        assertThat(shown.at("/log/command/url").stringValue()).isEqualTo("x://h:1/p");
        assertThat(shown.at("/identity/schemas/0/url").stringValue()).isEqualTo("https://h/p");
    }

    @Test
    void what_is_called_a_secret_is_never_on_the_list() {
        assertThat(EffectiveConfiguration.SHOWN)
                .noneMatch(name -> name.matches(".*(password|secret|token|credential|private|(ur[il]$)).*"));
    }

    @Test
    void the_lists_name_no_key_that_is_gone() {
        var elements = Set.of("identity.schemas.id", "identity.schemas.url");

        assertThat(texts()).containsAll(without(EffectiveConfiguration.SHOWN, elements));
        assertThat(texts()).containsAll(without(EffectiveConfiguration.ADDRESSES, elements));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.toSet());
    }

    private static List<Property> keys(Set<String> names) {
        return Metadata.keys().stream()
                .filter(key -> names.contains(key.name().substring("retrace.".length())))
                .toList();
    }

    private static List<String> texts() {
        return Metadata.keys().stream()
                .filter(Property::isText)
                .map(key -> key.name().substring("retrace.".length()))
                .toList();
    }
}
