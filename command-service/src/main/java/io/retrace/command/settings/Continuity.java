package io.retrace.command.settings;

import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.log.Sealing;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsId;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What somebody submitted in a browser who must first show who they are. It waits in that browser, closed under the
 * person's key, and comes back with it (ADR-0028); nothing is kept here.
 */
final class Continuity {

    /** How long it waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Browsers drop a cookie of more than 4,096 bytes; what does not fit is to be typed again. */
    private static final int VALUE_LENGTH_MAX = 3_500;

    private static final String TOKEN = "csrf_token";

    private final Sealing sealing;

    Continuity(Sealing sealing) {
        this.sealing = sealing;
    }

    /** What the browser is to keep; empty when it is too much. */
    Optional<String> keep(SettingsId flow, IdentityId person, Fields fields, Instant now) {
        var kept = WireJson.mapper().createObjectNode();
        kept.put("until", now.plus(PATIENCE).toString());
        var values = kept.putObject("fields");
        fields.fields().forEach((name, value) -> {
            if (!name.equals(TOKEN)) {
                values.put(name, value);
            }
        });
        if (!fields.traits().isMissingNode()) {
            kept.set("traits", fields.traits());
        }
        var value = sealing.seal(person, place(flow), kept.toString()).text();
        return Optional.of(value).filter(text -> text.length() <= VALUE_LENGTH_MAX);
    }

    /** What the browser kept for that flow; empty when it is nothing, another person's, or too old. */
    Optional<Fields> brought(String value, SettingsId flow, IdentityId person, Instant now) {
        return sealing.openBrought(new Sealed(person.stream(), value), place(flow))
                .map(text -> WireJson.mapper().readTree(text))
                .filter(kept -> now.isBefore(Instant.parse(kept.path("until").asString())))
                .map(Continuity::fields);
    }

    private static Fields fields(JsonNode kept) {
        Map<String, String> fields = new HashMap<>();
        kept.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return new Fields(fields, WireJson.mapper().createObjectNode(), kept.path("traits"));
    }

    /** Nothing else is closed for this place. */
    private static String place(SettingsId flow) {
        return "continuity-" + flow;
    }
}
