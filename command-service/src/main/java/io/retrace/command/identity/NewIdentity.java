package io.retrace.command.identity;

import io.retrace.wire.http.WireJson;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operator sends to create an identity (spec section 11.5); strict, unlike the forms of the public API.
 *
 * @param metadata {@code public}, {@code admin} and {@code external_id}, as far as they were sent
 * @param password in the clear, on its way to its hash
 */
record NewIdentity(
        Optional<String> schemaId, boolean active, JsonNode traits, ObjectNode metadata, Optional<String> password) {

    private static final Set<String> KNOWN = Set.of(
            "schema_id",
            "traits",
            "state",
            "metadata_public",
            "metadata_admin",
            "credentials",
            "external_id",
            "verifiable_addresses",
            "recovery_addresses",
            "organization_id");

    /** The body is not one; the message or reason says why. */
    static final class Rejected extends Exception {
        private final boolean reason;

        Rejected(String text, boolean reason) {
            super(text);
            this.reason = reason;
        }

        /** Whether the text is the error's reason, not its message. */
        boolean isReason() {
            return reason;
        }
    }

    static NewIdentity parse(byte[] body) throws Rejected {
        if (body.length == 0) {
            throw new Rejected("EOF", false);
        }
        JsonNode tree;
        try {
            tree = WireJson.mapper().readTree(body);
        } catch (JacksonException _) {
            throw new Rejected("unexpected EOF", false);
        }
        if (!tree.isObject()) {
            throw new Rejected("json: cannot unmarshal the body into an identity", false);
        }
        for (var name : tree.propertyNames()) {
            if (!KNOWN.contains(name)) {
                throw new Rejected("json: unknown field \"" + name + "\"", false);
            }
        }
        return new NewIdentity(
                Optional.of(tree.path("schema_id").asString("")).filter(id -> !id.isEmpty()),
                active(tree.path("state")),
                tree.path("traits").isObject()
                        ? tree.path("traits")
                        : WireJson.mapper().createObjectNode(),
                metadata(tree),
                Optional.of(tree.at("/credentials/password/config/password").asString(""))
                        .filter(password -> !password.isEmpty()));
    }

    private static boolean active(JsonNode state) throws Rejected {
        return switch (state.asString("")) {
            case "", "active" -> true;
            case "inactive" -> false;
            default -> throw new Rejected("identity state is not valid", true);
        };
    }

    private static ObjectNode metadata(JsonNode tree) {
        var metadata = WireJson.mapper().createObjectNode();
        put(metadata, "public", tree.path("metadata_public"));
        put(metadata, "admin", tree.path("metadata_admin"));
        put(metadata, "external_id", tree.path("external_id"));
        return metadata;
    }

    private static void put(ObjectNode metadata, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            metadata.set(name, value);
        }
    }

    @Override
    public String toString() {
        return "NewIdentity[hidden]";
    }
}
