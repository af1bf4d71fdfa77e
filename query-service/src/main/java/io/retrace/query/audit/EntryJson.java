package io.retrace.query.audit;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.policy.Policy;
import io.retrace.wire.access.RevealedJson;
import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as an auditor reads it: who, what, when, where, how it went and why. Of what is personal it says only whose
 * it is.
 */
final class EntryJson {

    private static final List<String> COPIED =
            List.of("position", "sequence", "stream", "id", "type", "at", "recorded_at", "actor");

    private static final List<String> BEHIND =
            List.of("trace_id", "correlation_id", "causation_id", "policy_hash", "software");

    /** What personal data, and what a letter, is made of. */
    private static final Set<String> SEALED = Set.of("subject", "text");

    private static final Set<String> LETTER = Set.of("key", "text");

    private final EventCodec codec;

    EntryJson(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * An entry, for which no policy was looked up and no network is known.
     *
     * @param opener opens what is personal; empty where that stays closed
     */
    ObjectNode of(EventEnvelope envelope, Optional<Opener> opener) {
        return of(new Found(envelope, Optional.empty()), Map.of(), opener);
    }

    /**
     * An entry.
     *
     * @param policies by their hashes, as far as they are known
     * @param opener opens what is personal; empty where that stays closed
     */
    ObjectNode of(Found found, Map<String, Policy> policies, Optional<Opener> opener) {
        var envelope = found.envelope();
        var whole = WireJson.mapper().readTree(codec.whole(envelope));
        var judged = Judged.of(envelope.event());
        var entry = WireJson.mapper().createObjectNode();
        COPIED.forEach(name -> copy(whole, entry, name));
        envelope.event().identity().ifPresent(id -> entry.put("identity", id.toString()));
        AuditRow.session(envelope.event()).ifPresent(id -> entry.put("session", id.toString()));
        client(found, whole, opener).ifPresent(client -> entry.set("client", client));
        BEHIND.forEach(name -> copy(whole, entry, name));
        entry.put("outcome", judged.outcome().text());
        entry.put("reason", judged.reason());
        triesLeft(envelope, policies).ifPresent(left -> entry.put("tries_left", left));
        if (whole.has("spends")) {
            entry.set("budgets", whole.get("spends"));
        }
        entry.set("data", shown(whole.path("data"), envelope.stream(), opener));
        return entry;
    }

    private static void copy(JsonNode from, ObjectNode to, String name) {
        if (from.has(name)) {
            to.set(name, from.get(name));
        }
    }

    private static Optional<ObjectNode> client(Found found, JsonNode whole, Optional<Opener> opener) {
        if (!whole.has("client_address") && !whole.has("user_agent")) {
            return Optional.empty();
        }
        var client = WireJson.mapper().createObjectNode();
        var trace = found.envelope().origin().traceId();
        found.network().ifPresent(network -> client.put("network", network));
        client.put("source", whole.path("client_address_source").asString(""));
        if (whole.has("client_address")) {
            client.set("address", shown(whole.get("client_address"), trace, opener));
        }
        if (whole.has("user_agent")) {
            client.set("agent", shown(whole.get("user_agent"), trace, opener));
        }
        return Optional.of(client);
    }

    /** How many codes the flow would still judge after this one. */
    private static Optional<Integer> triesLeft(EventEnvelope envelope, Map<String, Policy> policies) {
        return envelope.event() instanceof CodeRejected rejected
                ? Optional.ofNullable(policies.get(envelope.origin().policyHash()))
                        .map(policy -> Math.max(0, policy.submissionsMax() - rejected.submissions()))
                : Optional.empty();
    }

    private static JsonNode shown(JsonNode sent, String stream, Optional<Opener> opener) {
        return closed(
                opener.map(open -> new RevealedJson(open).of(sent, stream)).orElse(sent));
    }

    /** The same, where ciphertexts give way to the name of what opens them. */
    private static JsonNode closed(JsonNode sent) {
        var json = WireJson.mapper();
        if (sent.isObject()) {
            var names = Set.copyOf(sent.propertyNames());
            if (names.equals(SEALED)) {
                return json.createObjectNode()
                        .put("closed", sent.path("subject").asString());
            }
            if (names.equals(LETTER)) {
                return json.createObjectNode().put("closed", sent.path("key").asString());
            }
            var object = json.createObjectNode();
            sent.properties().forEach(member -> object.set(member.getKey(), closed(member.getValue())));
            return object;
        }
        if (sent.isArray()) {
            var array = json.createArrayNode();
            sent.values().forEach(value -> array.add(closed(value)));
            return array;
        }
        return sent;
    }
}
