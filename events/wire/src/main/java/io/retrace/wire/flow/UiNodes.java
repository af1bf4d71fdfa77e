package io.retrace.wire.flow;

import io.retrace.wire.http.WireJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form fields of a flow, one after the other (spec section 2.2). */
final class UiNodes {

    private final ArrayNode nodes = WireJson.mapper().createArrayNode();

    /** Adds a field; its attributes are what comes back, still to be completed. */
    Field add(String group, String name, String type) {
        var node = nodes.addObject();
        node.put("type", "input").put("group", group);
        var attributes = node.putObject("attributes").put("name", name).put("type", type);
        node.putArray("messages");
        node.putObject("meta");
        return new Field(node, attributes.put("disabled", false).put("node_type", "input"));
    }

    /** The anti-CSRF field that every flow begins with. */
    UiNodes csrf(String token) {
        add("default", "csrf_token", "hidden").value(token).required();
        return this;
    }

    ArrayNode json() {
        return nodes;
    }

    /** One field. */
    record Field(ObjectNode node, ObjectNode attributes) {

        Field value(String value) {
            attributes.put("value", value);
            return this;
        }

        Field required() {
            attributes.put("required", true);
            return this;
        }

        Field with(String name, String value) {
            attributes.put(name, value);
            return this;
        }

        Field maxLength(int characters) {
            attributes.put("maxlength", characters);
            return this;
        }

        Field label(int id, String text) {
            label(id, text, WireJson.mapper().createObjectNode());
            return this;
        }

        Field label(int id, String text, ObjectNode context) {
            var label = WireJson.mapper()
                    .createObjectNode()
                    .put("id", id)
                    .put("text", text)
                    .put("type", "info");
            if (!context.isEmpty()) {
                label.set("context", context);
            }
            node.putObject("meta").set("label", label);
            return this;
        }

        Field messages(ArrayNode messages) {
            node.set("messages", messages);
            return this;
        }
    }
}
