package io.retrace.query.steps;

import io.retrace.model.budget.BudgetName;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Counters;
import io.retrace.query.asof.FoldedFlow;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.PolicyInForce;
import io.retrace.query.asof.Rules;
import io.retrace.query.audit.Judged;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.WireJson;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The steps of a flow, with what was left at each of them, as the document of the API (docs/audit-asof.md). */
public final class Steps {

    private final Histories histories;
    private final Spenders spenders;
    private final RecoveryJson json;

    Steps(Histories histories, Spenders spenders, RecoveryJson json) {
        this.histories = histories;
        this.spenders = spenders;
        this.json = json;
    }

    /** All steps up to a moment, in order; empty when there is no such flow. */
    public ArrayNode of(RecoveryId id, AsOf asOf) {
        var own = histories.ofStream(id.stream(), asOf);
        var steps = WireJson.mapper().createArrayNode();
        if (own.isEmpty()) {
            return steps;
        }
        var answers = answers(own);
        var around = new ArrayDeque<>(around(id, own));
        var counters = new Counters();
        Map<String, Optional<PolicyInForce>> policies = new HashMap<>();
        var flow = FoldedFlow.NONE;
        for (var envelope : own) {
            while (!around.isEmpty() && around.getFirst().position() <= envelope.position()) {
                counters.add(around.removeFirst());
            }
            var at = new AsOf(envelope.position(), envelope.recordedAt());
            var policy = policies.computeIfAbsent(envelope.origin().policyHash(), _ -> histories.policy(at));
            var next = flow.after(envelope);
            var step = step(envelope, flow, next);
            step.set("answer", answers.get(decision(envelope)));
            policy.ifPresent(limits -> left(
                    step,
                    envelope,
                    next,
                    new Rules(limits.policy(), counters, envelope.event().at())));
            steps.add(step);
            flow = next;
        }
        return steps;
    }

    private ObjectNode step(EventEnvelope envelope, FoldedFlow before, FoldedFlow after) {
        var judged = Judged.of(envelope.event());
        var step = WireJson.mapper().createObjectNode();
        step.put("position", envelope.position());
        step.put("sequence", envelope.sequence());
        step.put("id", envelope.id().toString());
        step.put("type", envelope.type().wireName());
        step.put("at", envelope.event().at().toString());
        step.put("recorded_at", envelope.recordedAt().toString());
        step.put("actor", envelope.origin().actor());
        step.put("trace_id", envelope.origin().traceId());
        step.put("policy_hash", envelope.origin().policyHash());
        step.put("software", envelope.origin().software());
        step.put("decision", decision(envelope).toString());
        step.put("outcome", judged.outcome().text());
        step.put("reason", judged.reason());
        var shownBefore = shown(before);
        var shownAfter = shown(after);
        step.set("before", shownBefore);
        step.set("after", shownAfter);
        step.set("changes", JsonPatch.between(shownBefore, shownAfter));
        return step;
    }

    private JsonNode shown(FoldedFlow flow) {
        return flow.document()
                .<JsonNode>map(document -> json.of(document, Optional.empty()))
                .orElseGet(() -> WireJson.mapper().nullNode());
    }

    /** What was left once a decision had spent; by the time that it went by. */
    private static void left(ObjectNode step, EventEnvelope envelope, FoldedFlow flow, Rules rules) {
        flow.known().ifPresent(known -> {
            step.put("tries_left", rules.triesLeft(known.flow().submissions()));
            step.put("letters_left", rules.lettersLeft(known.flow().generation()));
        });
        var network = envelope.spends().stream()
                .filter(spend -> spend.budget() == BudgetName.INITIATIONS_PER_NETWORK)
                .map(spend -> rules.left(spend.budget(), spend.key()));
        var latest = flow.letters().isEmpty()
                ? Stream.<Rules.Left>empty()
                : rules.left(flow.letters().getLast().requested()).stream();
        step.set("budgets", rules.json(Stream.concat(network, latest).toList()));
    }

    /** What spent from the same budgets until the flow's last event, the flow itself among them. */
    private List<EventEnvelope> around(RecoveryId id, List<EventEnvelope> own) {
        var last = own.getLast();
        var end = new AsOf(last.position(), last.recordedAt());
        var owners = FoldedFlow.of(own).letters().stream()
                .flatMap(letter -> letter.requested().owner().stream())
                .distinct();
        var others = owners.flatMap(owner -> histories.ofIdentity(owner, end).stream());
        return Stream.of(
                        own.stream(),
                        others,
                        spenders.toSameAddress(id, end).stream(),
                        spenders.fromSameNetwork(own.getFirst()).stream())
                .flatMap(events -> events)
                .collect(Collectors.toMap(EventEnvelope::position, envelope -> envelope, (one, _) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(EventEnvelope::position))
                .toList();
    }

    /** What was answered to each decision. */
    private static Map<EventId, ObjectNode> answers(List<EventEnvelope> own) {
        Map<EventId, List<EventEnvelope>> decisions =
                own.stream().collect(Collectors.groupingBy(Steps::decision, LinkedHashMap::new, Collectors.toList()));
        Map<EventId, ObjectNode> answers = new HashMap<>();
        var flow = FoldedFlow.NONE;
        for (var decision : decisions.entrySet()) {
            for (var envelope : decision.getValue()) {
                flow = flow.after(envelope);
            }
            var events = decision.getValue().stream()
                    .map(envelope -> (RecoveryEvent) envelope.event())
                    .toList();
            answers.put(decision.getKey(), Answered.json(events, flow.document()));
        }
        return answers;
    }

    /** A decision goes by its first event, which caused the others. */
    private static EventId decision(EventEnvelope envelope) {
        return envelope.origin().causationId().orElse(envelope.id());
    }
}
