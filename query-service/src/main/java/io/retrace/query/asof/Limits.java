package io.retrace.query.asof;

import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What limited everybody at a moment, and what was left of it.
 *
 * @param rules empty before a policy was on record
 */
record Limits(Instant at, Optional<PolicyInForce> inForce, Optional<Rules> rules) {

    static Limits of(AsOf asOf, Optional<PolicyInForce> inForce, Counters counters) {
        return new Limits(asOf.at(), inForce, inForce.map(policy -> new Rules(policy.policy(), counters, asOf.at())));
    }

    /** A flow that waits, and what is left for it. */
    ObjectNode json(FoldedFlow folded) {
        var json = WireJson.mapper().createObjectNode();
        folded.known().ifPresent(known -> {
            var flow = known.flow();
            json.put("recovery", flow.id().toString());
            json.put("opened_at", flow.opened().at().toString());
            json.put("expires_at", flow.expiresAt().toString());
            json.put("type", flow.type().name().toLowerCase(Locale.ROOT));
            json.put("method", flow.method().wireName());
            json.put("submissions", flow.submissions());
            json.put("letters", flow.generation());
            json.put("refusals", flow.refusals());
            rules.ifPresent(left -> {
                json.put("tries_left", left.triesLeft(flow.submissions()));
                json.put("letters_left", left.lettersLeft(flow.generation()));
            });
        });
        folded.replacement().ifPresent(id -> json.put("replaced_by", id.toString()));
        folded.completed().ifPresent(id -> json.put("session", id.toString()));
        return json;
    }
}
