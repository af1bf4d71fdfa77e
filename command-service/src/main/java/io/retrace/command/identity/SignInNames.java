package io.retrace.command.identity;

import io.retrace.log.Sealing;
import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.identity.Identity;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import io.retrace.wire.schema.IdentitySchemas;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The traits that people sign in with, as their schemas say (spec section 11.3). */
public final class SignInNames {

    private final Sealing sealing;
    private final IdentitySchemas schemas;

    public SignInNames(Sealing sealing, IdentitySchemas schemas) {
        this.sealing = sealing;
        this.schemas = schemas;
    }

    /** Whether somebody has one. */
    public boolean has(Identity.Present person) {
        var traits = sealing.open(person.traits(), person.id().stream());
        return in(schemas.of(person.schemaId()), WireJson.mapper().readTree(traits)).stream()
                .anyMatch(name -> !name.asString("").isEmpty());
    }

    /** Those in the traits, in the order of the schema; missing where there is none. */
    public static List<JsonNode> in(IdentitySchema schema, JsonNode traits) {
        return schema.traits().stream()
                .filter(trait -> trait.purposes().contains(Purpose.PASSWORD_IDENTIFIER))
                .map(trait -> trait.valueIn(traits))
                .toList();
    }
}
