package io.retrace.command.identity;

import io.retrace.log.AddressClaims;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Origin;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The identity that stands in for nobody, so that an address that nobody owns takes the same path as one that somebody
 * does (ADR-0015). It is made at first start, with its own key, and hidden from lists.
 */
public final class Decoy {

    private static final String ADDRESS = "nobody@decoy.invalid";
    private static final IdentityId ID =
            new IdentityId(UUID.nameUUIDFromBytes("retrace decoy".getBytes(StandardCharsets.UTF_8)));

    private Decoy() {}

    /** The decoy, made if this is the first start. */
    public static AddressClaims.Owner ensure(
            AddressClaims claims, IdentityRegistration registration, Origin origin, Instant at) {
        return claims.find(ADDRESS).orElseGet(() -> make(claims, registration, origin, at));
    }

    private static AddressClaims.Owner make(
            AddressClaims claims, IdentityRegistration registration, Origin origin, Instant at) {
        var json = WireJson.mapper();
        var schema = IdentitySchema.of("decoy", json.readTree("""
                        {"properties":{"traits":{"properties":{"email":{"type":"string",
                          "ory.sh/kratos":{"recovery":{"via":"email"}}}}}}}"""));
        var traits = json.createObjectNode().put("email", ADDRESS);
        var sent = new NewIdentity(Optional.of("decoy"), false, traits, json.createObjectNode(), Optional.empty());
        registration.register(ID, sent, schema, true, origin, at);
        return claims.find(ADDRESS).orElseThrow(() -> new IllegalStateException("the decoy was made and is not there"));
    }
}
