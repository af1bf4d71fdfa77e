package io.retrace.wire.flow;

import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.identity.Identity;
import io.retrace.model.identity.Identity.Address;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** An identity as the wire shows it (spec section 11.4). */
public final class IdentityJson {

    private final Urls urls;
    private final Opener opener;

    public IdentityJson(Urls urls, Opener opener) {
        this.urls = urls;
        this.opener = opener;
    }

    /** What the person may see: no credentials, no admin metadata. */
    public ObjectNode forPerson(Identity.Present identity) {
        return of(identity, false);
    }

    /** What an operator may see: the credentials without their secrets. */
    public ObjectNode forOperator(Identity.Present identity) {
        return of(identity, true);
    }

    /** What an operator sees of an identity that was just created: no admin metadata where none was sent. */
    public ObjectNode created(Identity.Present identity) {
        var json = of(identity, true);
        if (json.path("metadata_admin").isNull()) {
            json.remove("metadata_admin");
        }
        return json;
    }

    /** What an operator's list shows: everything but the credentials. */
    public ObjectNode forList(Identity.Present identity) {
        var json = forOperator(identity);
        json.remove("credentials");
        return json;
    }

    /** What stands beside each session on an operator's list: no addresses, and no URL of the schema. */
    ObjectNode besideSession(Identity.Present identity) {
        var json = forPerson(identity);
        json.put("schema_url", "");
        json.remove("verifiable_addresses");
        json.remove("recovery_addresses");
        return json;
    }

    /** The traits in the clear. */
    public JsonNode traits(Identity.Present identity) {
        return WireJson.mapper().readTree(opener.open(identity.traits(), identity.id().stream()));
    }

    private ObjectNode of(Identity.Present identity, boolean forOperator) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", identity.id().toString());
        if (forOperator) {
            json.set("credentials", credentials(identity));
        }
        json.put("schema_id", identity.schemaId());
        json.put("schema_url", urls.publicBase() + "/schemas/" + encoded(identity.schemaId()));
        json.put("state", identity.active() ? "active" : "inactive");
        json.put("state_changed_at", identity.stateChangedAt().toString());
        json.set("traits", traits(identity));
        addresses(json, identity);
        var metadata = metadata(identity);
        json.set(
                "metadata_public",
                metadata.path("public").isMissingNode() ? NullNode.instance : metadata.path("public"));
        if (forOperator) {
            json.set(
                    "metadata_admin",
                    metadata.path("admin").isMissingNode() ? NullNode.instance : metadata.path("admin"));
        }
        json.put("created_at", identity.createdAt().toString());
        json.put("updated_at", identity.updatedAt().toString());
        json.putNull("organization_id");
        return json;
    }

    private JsonNode metadata(Identity.Present identity) {
        var text = identity.metadata().map(closed -> opener.open(closed, identity.id().stream()));
        return WireJson.mapper().readTree(text.orElse("{}"));
    }

    private void addresses(ObjectNode json, Identity.Present identity) {
        var verifiable = WireJson.mapper().createArrayNode();
        var recovery = WireJson.mapper().createArrayNode();
        for (var address : identity.addresses()) {
            var value = opener.open(address.value(), identity.id().stream());
            if (address.purposes().contains(Purpose.VERIFICATION)) {
                verifiable.add(verifiable(address, value));
            }
            if (address.purposes().contains(Purpose.RECOVERY)) {
                recovery.add(recovery(address, value));
            }
        }
        if (!verifiable.isEmpty()) {
            json.set("verifiable_addresses", verifiable);
        }
        if (!recovery.isEmpty()) {
            json.set("recovery_addresses", recovery);
        }
    }

    private static ObjectNode verifiable(Address address, String value) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", address.id().toString());
        json.put("value", value);
        json.put("verified", address.verifiedAt().isPresent());
        json.put("via", address.via().name().toLowerCase(Locale.ROOT));
        json.put("status", address.verifiedAt().isPresent() ? "completed" : "pending");
        address.verifiedAt().ifPresent(at -> json.put("verified_at", at.toString()));
        return times(json, address);
    }

    private static ObjectNode recovery(Address address, String value) {
        var json = WireJson.mapper().createObjectNode();
        json.put("id", address.id().toString());
        json.put("value", value);
        json.put("via", address.via().name().toLowerCase(Locale.ROOT));
        return times(json, address);
    }

    private static ObjectNode times(ObjectNode json, Address address) {
        json.put("created_at", address.createdAt().toString());
        json.put("updated_at", address.updatedAt().toString());
        return json;
    }

    private ObjectNode credentials(Identity.Present identity) {
        var password = WireJson.mapper().createObjectNode();
        password.put("type", "password");
        var identifiers = password.putArray("identifiers");
        identity.addresses().stream()
                .filter(address -> address.purposes().contains(Purpose.PASSWORD_IDENTIFIER))
                .map(address -> opener.open(address.value(), identity.id().stream()))
                .forEach(identifiers::add);
        password.put("version", 0);
        password.put("created_at", identity.createdAt().toString());
        password.put("updated_at", identity.updatedAt().toString());
        var credentials = WireJson.mapper().createObjectNode();
        credentials.set("password", password);
        return credentials;
    }

    private static String encoded(String schemaId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(schemaId.getBytes(StandardCharsets.UTF_8));
    }
}
