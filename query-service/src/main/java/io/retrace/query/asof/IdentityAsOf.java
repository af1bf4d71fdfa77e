package io.retrace.query.asof;

import io.retrace.log.IssuedSessions;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import io.retrace.model.identity.Identity.Deleted;
import io.retrace.model.identity.Identity.Present;
import io.retrace.model.identity.Identity.Unknown;
import io.retrace.wire.http.WireJson;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An identity at a moment, as a document of ids, times and ciphertexts. */
final class IdentityAsOf {

    private final Histories histories;
    private final EventCodec codec;

    IdentityAsOf(Histories histories, EventCodec codec) {
        this.histories = histories;
        this.codec = codec;
    }

    /** The document; empty when there was no such identity. */
    Optional<ObjectNode> state(IdentityId id, AsOf asOf) {
        var folded = Folded.of(histories.ofIdentity(id, asOf));
        if (folded.identity() instanceof Unknown) {
            return Optional.empty();
        }
        var limits = Limits.of(asOf, histories.policy(asOf), folded.counters());
        var json = person(id, folded.identity());
        json.set("sessions", sessions(folded, asOf));
        var open =
                folded.flows().stream().filter(flow -> flow.isOpen(asOf.at())).toList();
        var secrets = open.stream()
                .flatMap(flow -> Outstanding.of(flow, _ -> folded.identity(), limits).stream())
                .filter(secret -> secret.isOf(id))
                .toList();
        json.set("open_recoveries", array(open.stream().map(limits::json)));
        json.set("secrets", array(secrets.stream().map(Outstanding::json)));
        json.set("budgets", budgets(id, folded.flows(), limits));
        json.set("who_could_recover", array(secrets.stream().flatMap(Outstanding::recoverer)));
        json.set("policy", policy(limits));
        return Optional.of(json);
    }

    /** What is left for it, and for each address that letters for it were asked for to. */
    private static ArrayNode budgets(IdentityId id, List<FoldedFlow> flows, Limits limits) {
        var left = new LinkedHashMap<String, Rules.Left>();
        limits.rules().ifPresent(rules -> {
            rules.left(Optional.of(id), Optional.empty()).forEach(one -> left.put("", one));
            flows.stream()
                    .flatMap(flow -> flow.letters().stream())
                    .filter(letter -> letter.requested().owner().equals(Optional.of(id)))
                    .flatMap(letter -> rules.left(letter.requested()).stream())
                    .filter(one -> one.spent() > 0)
                    .sorted(Comparator.comparing(Rules.Left::budget)
                            .thenComparing(one -> one.key().text()))
                    .forEach(one -> left.putIfAbsent(one.budget() + one.key().text(), one));
        });
        return limits.rules()
                .map(rules -> rules.json(List.copyOf(left.values())))
                .orElseGet(() -> WireJson.mapper().createArrayNode());
    }

    /** What a policy in force says; nothing before there was one. */
    JsonNode policy(Limits limits) {
        return limits.inForce()
                .<JsonNode>map(policy -> {
                    var json = WireJson.mapper().createObjectNode();
                    json.put("hash", policy.hash());
                    json.put("since", policy.since());
                    json.set("content", codec.content(policy.policy()));
                    return json;
                })
                .orElseGet(() -> WireJson.mapper().nullNode());
    }

    private static ArrayNode sessions(Folded folded, AsOf asOf) {
        return array(folded.sessions().stream()
                .filter(session -> session.inForce(folded.identity(), asOf.at()))
                .map(IdentityAsOf::session));
    }

    private static ObjectNode session(IssuedSessions.Entry session) {
        var json = WireJson.mapper().createObjectNode();
        json.put("session", session.issued().id().toString());
        json.put("method", session.issued().method().name().toLowerCase(Locale.ROOT));
        json.put("came_of", session.origin().correlationId());
        json.put("position", session.position());
        json.put("issued_at", session.issued().issuedAt().toString());
        json.put("expires_at", session.issued().expiresAt().toString());
        return json;
    }

    private static ObjectNode person(IdentityId id, Identity identity) {
        var json = WireJson.mapper().createObjectNode();
        json.put("identity", id.toString());
        json.put("state", state(identity));
        if (identity instanceof Present present) {
            json.put("schema", present.schemaId());
            json.set("traits", Closed.json(present.traits()));
            present.metadata().ifPresent(metadata -> json.set("metadata", Closed.json(metadata)));
            json.put("created_at", present.createdAt().toString());
            json.put("updated_at", present.updatedAt().toString());
            json.put("state_changed_at", present.stateChangedAt().toString());
            json.put("password_set", present.password().isPresent());
            json.set("addresses", array(present.addresses().stream().map(IdentityAsOf::address)));
        }
        return json;
    }

    static String state(Identity identity) {
        return switch (identity) {
            case Unknown _ -> "unknown";
            case Deleted _ -> "deleted";
            case Present present -> present.active() ? "active" : "inactive";
        };
    }

    static ObjectNode address(Identity.Address address) {
        var json = WireJson.mapper().createObjectNode();
        json.put("address", address.id().toString());
        json.put("via", address.via().name().toLowerCase(Locale.ROOT));
        var purposes = json.putArray("purposes");
        address.purposes().stream()
                .sorted()
                .forEach(purpose -> purposes.add(purpose.name().toLowerCase(Locale.ROOT)));
        json.set("value", Closed.json(address.value()));
        json.put("verified", address.verifiedAt().isPresent());
        address.verifiedAt().ifPresent(at -> json.put("verified_at", at.toString()));
        json.put("claimed_at", address.createdAt().toString());
        return json;
    }

    static ArrayNode array(Stream<ObjectNode> items) {
        var array = WireJson.mapper().createArrayNode();
        items.forEach(array::add);
        return array;
    }
}
