package io.retrace.query.steps;

import io.retrace.wire.http.WireJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes one document of another, as RFC 6902 has it. Arrays are compared place by place: what flows hold in arrays
 * changes in place or at the end. No library of the kind works with Jackson 3.
 */
final class JsonPatch {

    private final ArrayNode operations = WireJson.mapper().createArrayNode();

    private JsonPatch() {}

    /** The operations; none where both are equal. */
    static ArrayNode between(JsonNode before, JsonNode after) {
        var patch = new JsonPatch();
        patch.compare("", before, after);
        return patch.operations;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            members(path, one, other);
        } else if (before instanceof ArrayNode one && after instanceof ArrayNode other) {
            elements(path, one, other);
        } else {
            add("replace", path).set("value", after);
        }
    }

    private void members(String path, ObjectNode before, ObjectNode after) {
        for (var member : before.properties()) {
            if (!after.has(member.getKey())) {
                add("remove", below(path, member.getKey()));
            }
        }
        for (var member : after.properties()) {
            var place = below(path, member.getKey());
            if (before.has(member.getKey())) {
                compare(place, before.get(member.getKey()), member.getValue());
            } else {
                add("add", place).set("value", member.getValue());
            }
        }
    }

    /** Removed from the end on, so that no index moves before it is used. */
    private void elements(String path, ArrayNode before, ArrayNode after) {
        int both = Math.min(before.size(), after.size());
        for (int i = 0; i < both; i++) {
            compare(path + "/" + i, before.get(i), after.get(i));
        }
        for (int i = before.size() - 1; i >= both; i--) {
            add("remove", path + "/" + i);
        }
        for (int i = both; i < after.size(); i++) {
            add("add", path + "/-").set("value", after.get(i));
        }
    }

    private ObjectNode add(String operation, String path) {
        return operations.addObject().put("op", operation).put("path", path);
    }

    /** A pointer to a member (RFC 6901). */
    private static String below(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
