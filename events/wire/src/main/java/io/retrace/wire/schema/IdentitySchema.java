package io.retrace.wire.schema;

import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One identity schema: its document, and the leaves of its traits in the order of the document (spec sections 9.4 and
 * 11.3).
 *
 * @param document the JSON Schema as configured
 */
public record IdentitySchema(String id, JsonNode document, List<Trait> traits) {

    private static final String EXTENSION = "ory.sh/kratos";

    public IdentitySchema {
        traits = List.copyOf(traits);
    }

    /**
     * A leaf of the traits.
     *
     * @param path its names from the root of the traits
     * @param type its JSON Schema type
     * @param title what a person reads
     * @param purposes what it may be used for as an address; empty when it is none
     */
    public record Trait(
            List<String> path,
            String type,
            String format,
            boolean required,
            Optional<String> title,
            Optional<Via> via,
            Set<Purpose> purposes) {

        public Trait {
            path = List.copyOf(path);
            purposes = Set.copyOf(purposes);
        }

        /** The name of its form field. */
        public String field() {
            return "traits." + String.join(".", path);
        }

        /** Its value in somebody's traits; missing when there is none. */
        public JsonNode valueIn(JsonNode traits) {
            var value = traits;
            for (var name : path) {
                value = value.path(name);
            }
            return value;
        }
    }

    /** A schema from its document. */
    public static IdentitySchema of(String id, JsonNode document) {
        var traits = new ArrayList<Trait>();
        collect(document.path("properties").path("traits"), List.of(), traits);
        return new IdentitySchema(id, document, traits);
    }

    private static void collect(JsonNode object, List<String> above, List<Trait> traits) {
        for (var property : object.path("properties").properties()) {
            var path = new ArrayList<>(above);
            path.add(property.getKey());
            var schema = property.getValue();
            if (schema.has("properties")) {
                collect(schema, path, traits);
            } else {
                traits.add(trait(path, schema, isRequired(object, property.getKey())));
            }
        }
    }

    private static boolean isRequired(JsonNode object, String name) {
        return object.path("required")
                .valueStream()
                .anyMatch(required -> required.asString("").equals(name));
    }

    private static Trait trait(List<String> path, JsonNode schema, boolean required) {
        var extension = schema.path(EXTENSION);
        var purposes = EnumSet.noneOf(Purpose.class);
        if (extension.has("recovery")) {
            purposes.add(Purpose.RECOVERY);
        }
        if (extension.has("verification")) {
            purposes.add(Purpose.VERIFICATION);
        }
        if (extension.path("credentials").path("password").path("identifier").asBoolean(false)) {
            purposes.add(Purpose.PASSWORD_IDENTIFIER);
        }
        return new Trait(
                path,
                schema.path("type").asString("string"),
                schema.path("format").asString(""),
                required,
                Optional.ofNullable(schema.path("title").asString(null)),
                via(extension),
                purposes);
    }

    /** How an address is reached; empty for what identifies somebody and reaches nobody, as a user name does. */
    private static Optional<Via> via(JsonNode extension) {
        var verification = extension.path("verification").path("via").asString("");
        return switch (extension.path("recovery").path("via").asString(verification)) {
            case "email" -> Optional.of(Via.EMAIL);
            case "sms" -> Optional.of(Via.SMS);
            default -> Optional.empty();
        };
    }
}
