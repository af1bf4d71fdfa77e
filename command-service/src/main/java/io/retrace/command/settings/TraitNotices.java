package io.retrace.command.settings;

import io.retrace.command.identity.Violation;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.wire.schema.IdentitySchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a form says of traits that their schema is against, by the peer's message ids (spec section 18). */
final class TraitNotices {

    private static final String NONE = "";

    private final Set<String> fields;
    private final Function<String, Sealed> seal;

    /**
     * The messages of one flow.
     *
     * @param schema whose fields the form has
     * @param seal closes what was typed for the flow
     */
    TraitNotices(IdentitySchema schema, Function<String, Sealed> seal) {
        this.fields = schema.traits().stream().map(IdentitySchema.Trait::field).collect(Collectors.toUnmodifiableSet());
        this.seal = seal;
    }

    /** One message of a kind for each field. */
    List<Notice> of(List<Violation> violations) {
        var byFieldAndId = new LinkedHashMap<String, Notice>();
        for (var violation : violations) {
            var notice = notice(violation);
            byFieldAndId.putIfAbsent(notice.field() + " " + notice.id(), notice);
        }
        return List.copyOf(byFieldAndId.values());
    }

    private Notice notice(Violation violation) {
        var field = fields.contains(violation.field()) ? violation.field() : NONE;
        return switch (violation.keyword()) {
            case "required" -> Notice.missing(violation.field());
            case "minLength" -> length(field, 4000003, violation);
            case "maxLength" -> length(field, 4000017, violation);
            case "pattern" ->
                new Notice(4000004, field, Optional.of(violation.limit().asString("")), Optional.empty(), List.of());
            case "format" -> format(field, violation);
            case "additionalProperties" ->
                quoting(field, "additionalProperties \"" + violation.property().orElse("") + "\" not allowed");
            default -> quoting(field, violation.keyword() + " failed: " + violation.limit());
        };
    }

    private static Notice length(String field, int id, Violation violation) {
        var value = violation.value().asString("");
        return Notice.about(field, id, violation.limit().asLong(), (long) value.codePointCount(0, value.length()));
    }

    private Notice format(String field, Violation violation) {
        return violation.limit().asString("").equals("email")
                ? Notice.about(field, 4000040, seal.apply(violation.value().asString("")))
                : quoting(field, violation.value() + " is not valid " + violation.limit());
    }

    private Notice quoting(String field, String text) {
        return Notice.about(field, 4000001, seal.apply(text));
    }
}
