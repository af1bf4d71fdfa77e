package io.retrace.query.asof;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Unknown;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recovery at a moment, as a document of ids, times and ciphertexts. */
final class RecoveryAsOf {

    private final Histories histories;

    RecoveryAsOf(Histories histories) {
        this.histories = histories;
    }

    /**
     * A recovery and what a client saw of it.
     *
     * @param seen beside the state, since what clients see depends on configured URLs
     */
    record Found(ObjectNode state, RecoveryDocument seen) {}

    /** The recovery; empty when no such flow was open yet. */
    Optional<Found> state(RecoveryId id, AsOf asOf) {
        var events = histories.ofStream(id.stream(), asOf);
        var flow = FoldedFlow.of(events);
        return flow.document().map(seen -> new Found(state(flow, seen, events, asOf), seen));
    }

    private ObjectNode state(FoldedFlow flow, RecoveryDocument seen, List<EventEnvelope> own, AsOf asOf) {
        var owners = owners(flow, asOf);
        var inForce = histories.policy(asOf);
        // whoever owns the latest letter's address has spent in other flows as well
        var counters = latest(flow)
                .flatMap(letter -> letter.requested().owner())
                .map(owner -> owner(owners, owner).counters())
                .orElseGet(() -> Counters.of(own));
        var limits = Limits.of(asOf, inForce, counters);
        var secrets = Outstanding.of(flow, id -> owner(owners, id).identity(), limits);
        var json = limits.json(flow);
        json.put("state", name(flow.state()));
        json.put("expired", !asOf.at().isBefore(seen.expiresAt()));
        document(json, seen);
        json.set("secrets", IdentityAsOf.array(secrets.stream().map(Outstanding::json)));
        json.set("budgets", budgets(flow, limits));
        json.set("who_could_recover", IdentityAsOf.array(secrets.stream().flatMap(Outstanding::recoverer)));
        inForce.ifPresent(policy -> json.put("policy_hash", policy.hash()));
        return json;
    }

    /** Whose secrets could still matter. */
    private Map<IdentityId, Folded> owners(FoldedFlow flow, AsOf asOf) {
        var outstanding = flow.outstanding(asOf.at()).stream().flatMap(secret -> secret.owner().stream());
        var latest = latest(flow).flatMap(letter -> letter.requested().owner()).stream();
        return Stream.concat(outstanding, latest)
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> Folded.of(histories.ofIdentity(id, asOf))));
    }

    private static Folded owner(Map<IdentityId, Folded> owners, IdentityId id) {
        return Objects.requireNonNull(owners.get(id), "every owner was read");
    }

    private static ArrayNode budgets(FoldedFlow flow, Limits limits) {
        return latest(flow)
                .flatMap(letter -> limits.rules().map(rules -> rules.json(rules.left(letter.requested()))))
                .orElseGet(() -> WireJson.mapper().createArrayNode());
    }

    private static Optional<Letter> latest(FoldedFlow flow) {
        return flow.letters().isEmpty()
                ? Optional.empty()
                : Optional.of(flow.letters().getLast());
    }

    private static void document(ObjectNode json, RecoveryDocument seen) {
        json.put("shown", seen.state().name().toLowerCase(Locale.ROOT));
        json.set("request_url", Closed.json(seen.requestUrl()));
        seen.address().ifPresent(address -> json.set("address", Closed.json(address)));
        var messages = json.putArray("messages");
        seen.notices().forEach(notice -> messages.add(notice.id()));
    }

    private static String name(Recovery state) {
        return switch (state) {
            case Unknown _ -> "unknown";
            case AwaitingAddress _ -> "awaiting_address";
            case AwaitingCode _ -> "awaiting_code";
            case AwaitingLink _ -> "awaiting_link";
            case Passed _ -> "passed";
        };
    }
}
