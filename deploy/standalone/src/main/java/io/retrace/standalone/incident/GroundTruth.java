package io.retrace.standalone.incident;

import io.retrace.wire.http.WireJson;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What really happened: written down while it happens, for whoever wants to check what the audit trail told. */
public final class GroundTruth {

    private final IncidentPlan plan;
    private final Map<HonestRecovery.Kind, Integer> begun = new EnumMap<>(HonestRecovery.Kind.class);
    private final ObjectNode takeover = WireJson.mapper().createObjectNode();
    private final Map<String, ObjectNode> hurt = new LinkedHashMap<>();
    private final Set<String> sprayed = new LinkedHashSet<>();
    private final Set<String> targets = new LinkedHashSet<>();
    private final Set<String> enumerated = new LinkedHashSet<>();
    private int completed;
    private Instant sprayedFrom = Instant.MAX;
    private Instant sprayedTo = Instant.MIN;

    GroundTruth(IncidentPlan plan) {
        this.plan = plan;
    }

    void began(HonestRecovery.Kind kind) {
        begun.merge(kind, 1, Integer::sum);
    }

    /** How many honest recoveries were begun. */
    int begun() {
        return begun.values().stream().mapToInt(Integer::intValue).sum();
    }

    void completed(HonestRecovery.Kind kind, String flow, Person person, Instant at) {
        completed++;
        if (kind == HonestRecovery.Kind.THREE_SLIPS) {
            hurt.put(
                    flow,
                    WireJson.mapper()
                            .createObjectNode()
                            .put("flow", flow)
                            .put("identity", person.identity())
                            .put("at", at.toString()));
        }
    }

    void sprayed(String flow, Person target, Instant at) {
        sprayed.add(flow);
        targets.add(target.identity());
        sprayedFrom = at.isBefore(sprayedFrom) ? at : sprayedFrom;
        sprayedTo = at.isAfter(sprayedTo) ? at : sprayedTo;
    }

    void enumerated(String flow) {
        enumerated.add(flow);
    }

    void taken(String flow, Person victim, Visitor attacker, Instant at) {
        takeover.put("identity", victim.identity())
                .put("flow", flow)
                .put("client", attacker.client())
                .put("at", at.toString());
    }

    void passwordSet(Instant at) {
        takeover.put("password_set_at", at.toString());
    }

    void signedOut(Instant at) {
        takeover.put("others_signed_out_at", at.toString());
    }

    /** All of it, as the file has it. */
    public String json() {
        var truth = WireJson.mapper().createObjectNode();
        truth.put("seed", plan.seed());
        truth.putObject("range")
                .put("from", plan.begin().toString())
                .put("to", plan.end().toString());
        truth.set("takeover", takeover);
        truth.set("spraying", spraying());
        var enumeration = truth.putObject("enumeration");
        enumeration.put("agent", Enumeration.AGENT).putArray("networks").add(Enumeration.NETWORK);
        addAll(enumeration, "flows", enumerated);
        truth.set("policy", tighterPolicy());
        truth.putArray("hurt").addAll(hurt.values());
        var honest = truth.putObject("honest");
        honest.put("recoveries", begun());
        honest.put("completed", completed);
        var kinds = honest.putObject("kinds");
        begun.forEach((kind, count) -> kinds.put(kind.name().toLowerCase(Locale.ROOT), count.intValue()));
        return WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(truth);
    }

    private ObjectNode spraying() {
        var spraying = WireJson.mapper().createObjectNode();
        spraying.put("agent", Attack.AGENT);
        spraying.put("from", sprayedFrom.toString()).put("to", sprayedTo.toString());
        addAll(spraying, "networks", Attack.NETWORKS);
        addAll(spraying, "identities", targets);
        addAll(spraying, "flows", sprayed);
        return spraying;
    }

    /** One that stops the takeover, and hurts those who needed four tries. */
    private static ObjectNode tighterPolicy() {
        var policy = WireJson.mapper().createObjectNode().put("submissions_max", 3);
        policy.putObject("budgets")
                .putObject("codes_per_identity")
                .put("limit", 10)
                .put("window", "PT1H");
        return policy;
    }

    private static void addAll(ObjectNode to, String name, Iterable<String> texts) {
        var array = to.putArray(name);
        texts.forEach(array::add);
    }
}
