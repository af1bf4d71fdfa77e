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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Judges traits by their identity schema, and finds the addresses in them (spec section 11.3). */
public final class TraitsValidator {

    private static final JsonNode EMAIL = WireJson.mapper().getNodeFactory().stringNode("email");

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(dialect());
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** What is wrong with the traits; empty when nothing is. */
    public List<Violation> violations(IdentitySchema schema, JsonNode traits) {
        var instance = WireJson.mapper().createObjectNode();
        instance.set("traits", traits);
        var compiled = schemas.computeIfAbsent(schema.id(), _ -> registry.getSchema(schema.document()));
        var found = new ArrayList<Violation>();
        compiled.validate(instance).forEach(error -> found.add(violation(error)));
        for (var trait : schema.traits()) {
            var value = trait.valueIn(traits);
            if (trait.via().filter(Via.EMAIL::equals).isPresent()
                    && (trait.format().isEmpty() || trait.format().equals("email"))
                    && value.isString()
                    && !EmailAddress.isValid(value.asString())) {
                found.add(new Violation(
                        "/" + trait.field().replace('.', '/'), "", "format", EMAIL, value, Optional.empty()));
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

    private static Violation violation(Error error) {
        return new Violation(
                error.getInstanceLocation().toString(),
                error.getEvaluationPath().toString(),
                error.getKeyword(),
                error.getSchemaNode(),
                error.getInstanceNode(),
                Optional.ofNullable(error.getProperty()));
    }
}
