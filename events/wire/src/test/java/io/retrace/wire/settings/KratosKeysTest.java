package io.retrace.wire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/** The peer's keys: Retrace has them with their defaults, or says why not. */
class KratosKeysTest {

    private static final Map<String, String> OTHER_DEFAULTS = Map.of(
            "feature_flags.use_continue_with_transitions", "auto",
            "selfservice.methods.password.config.haveibeenpwned_enabled", "false",
            "courier.smtp.connection_uri", "smtp://127.0.0.1:1025/?disable_starttls=true",
            "courier.smtp.from_address", "no-reply@retrace.invalid");

    private final Map<String, Metadata.Property> ours =
            Metadata.keys().stream().collect(Collectors.toMap(Metadata.Property::name, Function.identity()));

    @Test
    void a_key_is_there_or_it_is_said_why_not_and_never_both() throws IOException {
        for (var key : kratosKeys().keySet()) {
            assertThat(KratosKeys.whyAbsent("retrace." + key).isPresent())
                    .as("%s stands in %s, unless Retrace has it", key, "kratos-keys-without-effect.properties")
                    .isNotEqualTo(ours.containsKey("retrace." + key));
        }
    }

    @Test
    void what_is_said_to_be_absent_is_absent() {
        for (var key : ours.keySet()) {
            assertThat(KratosKeys.whyAbsent(key)).as(key).isEmpty();
        }
    }

    @Test
    @Tag("difference-breaches-nobody-asked")
    void a_default_is_the_peers_unless_another_one_is_named_here() throws IOException {
        var kratos = kratosKeys();
        kratos.putAll(OTHER_DEFAULTS);
        for (var key : kratos.entrySet()) {
            Optional.ofNullable(ours.get("retrace." + key.getKey()))
                    .flatMap(Metadata.Property::defaultValue)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> assertThat(value).as(key.getKey()).isEqualTo(key.getValue()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "retrace.selfservice.flows.login.lifespan, login comes later",
        "retrace.feature-flags.choose-recovery-address, the choice of an address comes later",
        "retrace.secrets.cookie[0], 'keys are files in retrace.keys.directory, and rotate there'",
        "retrace.selfservice.flows.login.lifespans,",
    })
    void whoever_brings_a_key_along_is_told_why_it_is_not_there(String key, String why) {
        assertThat(KratosKeys.whyAbsent(key)).isEqualTo(Optional.ofNullable(why));
    }

    private static Map<String, String> kratosKeys() throws IOException {
        var file = new ClassPathResource("kratos-keys.txt", KratosKeysTest.class);
        return List.of(file.getContentAsString(StandardCharsets.UTF_8).split("\n", -1)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }
}
