package io.retrace.command.identity;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Something that an identity's schema says against traits. Holds what was sent; never prints it.
 *
 * @param pointer where in the identity it is, as a JSON pointer
 * @param place where in the schema it is said, as a JSON pointer; empty when the peer's extension says it
 * @param keyword of the JSON Schema
 * @param limit what the schema has there
 * @param value what was sent
 * @param property what is missing, or too much, where it is
 */
public record Violation(
        String pointer, String place, String keyword, JsonNode limit, JsonNode value, Optional<String> property) {

    /** The form field that it is about. */
    public String field() {
        var above = pointer.substring(1).replace('/', '.');
        return property.map(name -> above + "." + name).orElse(above);
    }

    /** The words for an operator. */
    String text() {
        var at = "I[#" + pointer + "] ";
        return place.isEmpty()
                ? at + value + " is not valid \"email\""
                : at + "S[#" + place + "] " + keyword + " validation failed";
    }

    @Override
    public String toString() {
        return "Violation[" + keyword + " at " + pointer + "]";
    }
}
