package io.retrace.wire.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema.Trait;
import io.retrace.wire.settings.RetraceSettings.IdentitySettings;
import io.retrace.wire.settings.RetraceSettings.SchemaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitySchemaTest {

    private static final String DOCUMENT = """
            {"type":"object","properties":{"traits":{"type":"object","required":["email"],"properties":{
              "email":{"type":"string","format":"email","title":"E-Mail","ory.sh/kratos":{
                "credentials":{"password":{"identifier":true}},
                "verification":{"via":"email"},"recovery":{"via":"email"}}},
              "name":{"type":"object","required":["last"],"properties":{
                "first":{"type":"string"},"last":{"type":"string","title":"Family name"}}},
              "phone":{"type":"string","ory.sh/kratos":{"recovery":{"via":"sms"}}},
              "newsletter":{"type":"boolean"}}}}}""";

    private final IdentitySchema schema = schema(DOCUMENT);

    @TempDir
    private Path directory;

    @Test
    @Tag("row-261")
    void the_leaves_come_in_the_order_of_the_document() {
        assertThat(schema.traits())
                .containsExactly(
                        new Trait(
                                List.of("email"),
                                "string",
                                "email",
                                true,
                                Optional.of("E-Mail"),
                                Optional.of(Via.EMAIL),
                                Set.of(Purpose.RECOVERY, Purpose.VERIFICATION, Purpose.PASSWORD_IDENTIFIER)),
                        leaf(List.of("name", "first"), "string", false, Optional.empty()),
                        leaf(List.of("name", "last"), "string", true, Optional.of("Family name")),
                        new Trait(
                                List.of("phone"),
                                "string",
                                "",
                                false,
                                Optional.empty(),
                                Optional.of(Via.SMS),
                                Set.of(Purpose.RECOVERY)),
                        leaf(List.of("newsletter"), "boolean", false, Optional.empty()));
    }

    @Test
    void a_leaf_knows_its_field_and_finds_its_value() {
        var last = schema.traits().get(2);
        var traits = WireJson.mapper().readTree("{\"name\":{\"last\":\"Doe\"}}");

        assertThat(last.field()).isEqualTo("traits.name.last");
        assertThat(last.valueIn(traits).asString()).isEqualTo("Doe");
        assertThat(last.valueIn(WireJson.mapper().createObjectNode()).isMissingNode())
                .isTrue();
    }

    @Test
    void a_password_identifier_that_is_switched_off_is_no_purpose() {
        var off = schema("""
                {"properties":{"traits":{"properties":{"name":{"ory.sh/kratos":
                  {"credentials":{"password":{"identifier":false}}}}}}}}""");

        assertThat(off.traits().getFirst().purposes()).isEmpty();
        assertThat(off.traits().getFirst().via()).isEmpty();
    }

    @Test
    void a_document_without_traits_has_none() {
        assertThat(schema("{}").traits()).isEmpty();
    }

    @Test
    void schemas_are_read_from_where_the_configuration_says() throws IOException {
        var file = Files.writeString(directory.resolve("person.json"), DOCUMENT);
        var schemas = new IdentitySchemas(
                new IdentitySettings("person", List.of(new SchemaSource("person", "file:" + file))));

        assertThat(schemas.defaultId()).isEqualTo("person");
        assertThat(schemas.of("person").traits()).hasSize(5);
        assertThat(schemas.find("gone")).isEmpty();
        assertThat(schemas.of("gone").traits()).isEmpty();
    }

    @Test
    void a_default_that_is_not_among_the_schemas_stops_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new IdentitySchemas(new IdentitySettings("person", List.of())))
                .withMessageContaining("retrace.identity.default_schema_id")
                .withMessageEndingWith("was person");
    }

    @Test
    void a_schema_that_cannot_be_read_stops_the_start() {
        var missing = new SchemaSource("person", "file:" + directory.resolve("none.json"));

        assertThatIllegalStateException()
                .isThrownBy(() -> new IdentitySchemas(new IdentitySettings("person", List.of(missing))))
                .withMessageStartingWith("retrace.identity.schemas: schema person cannot be read from file:");
    }

    private static Trait leaf(List<String> path, String type, boolean required, Optional<String> title) {
        return new Trait(path, type, "", required, title, Optional.empty(), Set.of());
    }

    private static IdentitySchema schema(String document) {
        return IdentitySchema.of("person", WireJson.mapper().readTree(document));
    }
}
