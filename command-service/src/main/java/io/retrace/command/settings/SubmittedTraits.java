package io.retrace.command.settings;

import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import io.retrace.wire.schema.IdentitySchema.Trait;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The traits that somebody submits, as JSON or as the fields of a form (spec sections 1.9 and 9.5). */
final class SubmittedTraits {

    private static final JsonNodeFactory NODES = WireJson.mapper().getNodeFactory();

    private SubmittedTraits() {}

    /** All of them; empty when none was submitted. A field of a form becomes what the schema says that it is. */
    static Optional<ObjectNode> of(Fields fields, IdentitySchema schema) {
        if (fields.traits() instanceof ObjectNode sent) {
            return Optional.of(sent).filter(traits -> !traits.isEmpty());
        }
        var traits = NODES.objectNode();
        for (var trait : schema.traits()) {
            fields.get(trait.field()).ifPresent(text -> put(traits, trait, value(trait, text)));
        }
        return Optional.of(traits).filter(found -> !found.isEmpty());
    }

    private static void put(ObjectNode traits, Trait trait, JsonNode value) {
        var path = trait.path();
        var object = traits;
        for (var name : path.subList(0, path.size() - 1)) {
            object = object.withObjectProperty(name);
        }
        object.set(path.getLast(), value);
    }

    /** What is not of its type stays text, and the schema says so. */
    private static JsonNode value(Trait trait, String text) {
        return switch (trait.type()) {
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? NODES.booleanNode(text.equals("true"))
                        : NODES.stringNode(text);
            case "number", "integer" -> number(text);
            default -> NODES.stringNode(text);
        };
    }

    private static JsonNode number(String text) {
        try {
            var number = WireJson.mapper().readTree(text);
            return number.isNumber() ? number : NODES.stringNode(text);
        } catch (JacksonException _) {
            return NODES.stringNode(text);
        }
    }
}
