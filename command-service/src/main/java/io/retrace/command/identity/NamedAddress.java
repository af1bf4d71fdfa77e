package io.retrace.command.identity;

import io.retrace.model.event.IdentityEvent.Purpose;
import io.retrace.model.event.IdentityEvent.Via;
import io.retrace.wire.schema.IdentitySchema;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an address that traits name may be used for, as their schema says (spec section 11.3). */
public record NamedAddress(Via via, Set<Purpose> purposes) {

    public NamedAddress {
        purposes = Set.copyOf(purposes);
    }

    /** The addresses in the traits, normalised; one entry for each, with everything it may be used for. */
    public static Map<String, NamedAddress> in(IdentitySchema schema, JsonNode traits) {
        var named = new LinkedHashMap<String, NamedAddress>();
        for (var trait : schema.traits()) {
            var value = trait.valueIn(traits);
            if (trait.via().isPresent() && value.isString() && !value.asString().isEmpty()) {
                var found = new NamedAddress(trait.via().orElseThrow(), trait.purposes());
                named.merge(EmailAddress.normalised(value.asString()), found, NamedAddress::and);
            }
        }
        return named;
    }

    private NamedAddress and(NamedAddress other) {
        var both = EnumSet.copyOf(purposes);
        both.addAll(other.purposes);
        return new NamedAddress(via, both);
    }
}
