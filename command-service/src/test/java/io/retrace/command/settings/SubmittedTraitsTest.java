package io.retrace.command.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SubmittedTraitsTest {

    private static final IdentitySchema SCHEMA = IdentitySchema.of("people", json("""
            {"properties": {"traits": {"properties": {
              "email": {"type": "string"},
              "name": {"type": "object", "properties": {"first": {"type": "string"}, "last": {"type": "string"}}},
              "age": {"type": "integer"}, "height": {"type": "number"}, "newsletter": {"type": "boolean"}}}}}"""));

    @Test
    void traits_of_json_are_taken_as_they_are() {
        var sent = json("""
                {"email": "a@example.org", "age": "36", "shoe": 44}""");

        assertThat(SubmittedTraits.of(fields(Map.of("traits.email", "other"), sent), SCHEMA))
                .contains((ObjectNode) sent);
    }

    @Test
    void fields_of_a_form_become_what_the_schema_says_that_they_are() {
        assertThat(form(Map.of(
                        "traits.email", "a@example.org",
                        "traits.name.first", "Ada",
                        "traits.name.last", "Lovelace",
                        "traits.age", "36",
                        "traits.height", "1.65",
                        "traits.newsletter", "true",
                        "traits.shoe", "44")))
                .isEqualTo(json("""
                        {"email": "a@example.org", "name": {"first": "Ada", "last": "Lovelace"}, "age": 36,
                         "height": 1.65, "newsletter": true}"""));
    }

    @Test
    void what_is_not_of_its_type_stays_text_for_the_schema_to_judge() {
        assertThat(form(Map.of("traits.age", "old", "traits.newsletter", "perhaps")))
                .isEqualTo(json("""
                        {"age": "old", "newsletter": "perhaps"}"""));
    }

    @Test
    void nothing_that_the_schema_knows_is_no_traits_at_all() {
        var missing = WireJson.mapper().missingNode();

        assertThat(SubmittedTraits.of(fields(Map.of("traits.shoe", "44"), missing), SCHEMA))
                .isEmpty();
        assertThat(SubmittedTraits.of(fields(Map.of(), json("{}")), SCHEMA)).isEmpty();
        assertThat(SubmittedTraits.of(fields(Map.of(), json("7")), SCHEMA)).isEmpty();
    }

    private static ObjectNode form(Map<String, String> fields) {
        return SubmittedTraits.of(fields(fields, WireJson.mapper().missingNode()), SCHEMA)
                .orElseThrow();
    }

    private static Fields fields(Map<String, String> fields, JsonNode traits) {
        return new Fields(fields, WireJson.mapper().createObjectNode(), traits);
    }

    private static JsonNode json(String text) {
        return WireJson.mapper().readTree(text);
    }
}
