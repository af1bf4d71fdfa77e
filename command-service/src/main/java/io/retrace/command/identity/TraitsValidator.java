package io.retrace.command.identity;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Judges traits by their identity schema, and finds the addresses in them (spec section 11.3). */
public final class TraitsValidator {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(dialect());
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** What is wrong with the traits, in the peer's form; empty when nothing is. */
    public List<String> violations(IdentitySchema schema, JsonNode traits) {
        var instance = WireJson.mapper().createObjectNode();
        instance.set("traits", traits);
        var compiled = schemas.computeIfAbsent(schema.id(), _ -> registry.getSchema(schema.document()));
        var found = new ArrayList<String>();
        compiled.validate(instance).forEach(error -> found.add(text(error)));
        for (var trait : schema.traits()) {
            var value = trait.valueIn(traits);
            if (trait.via().filter(Via.EMAIL::equals).isPresent()
                    && (trait.format().isEmpty() || trait.format().equals("email"))
                    && value.isString()
                    && !EmailAddress.isValid(value.asString())) {
                found.add("I[#/" + trait.field().replace('.', '/') + "] " + quoted(value) + " is not valid \"email\"");
            }
        }
        return found;
    }

    /** JSON Schema draft 7, where the peer's extension is known and says nothing about validity. */
    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft7())
                .keyword(new NonValidationKeyword("ory.sh/kratos"))
                .build();
    }

    private static String text(Error error) {
        return "I[#" + error.getInstanceLocation() + "] S[#" + error.getEvaluationPath() + "] " + error.getKeyword()
                + " validation failed";
    }

    private static String quoted(JsonNode value) {
        return value.toString();
    }
}
