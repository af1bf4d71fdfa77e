package io.retrace.query.asof;

import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A secret that was issued and not over at a moment.
 *
 * @param whyNot why it would not have opened the account; empty when it would
 */
record Outstanding(RecoveryId recovery, Secret secret, Letter letter, Optional<String> whyNot) {

    /**
     * The outstanding secrets of a flow.
     *
     * @param owners identities as they were
     */
    static List<Outstanding> of(FoldedFlow flow, Function<IdentityId, Identity> owners, Limits limits) {
        return flow.known().stream()
                .flatMap(known -> flow.outstanding(limits.at()).stream()
                        .map(secret -> of(known, secret, flow.letterOf(secret.id()), owners, limits)))
                .toList();
    }

    private static Outstanding of(
            Known flow, Secret secret, Letter letter, Function<IdentityId, Identity> owners, Limits limits) {
        var owner = secret.owner().map(owners).orElseGet(Identity::initial);
        var method = letter.requested().handsOver();
        var whyNot = limits.rules()
                .map(rules -> RightSecret.whyNot(flow, secret, method, owner, rules))
                .orElseGet(() -> Optional.of("no policy on record"));
        return new Outstanding(flow.flow().id(), secret, letter, whyNot);
    }

    boolean opens() {
        return whyNot.isEmpty();
    }

    boolean isOf(IdentityId id) {
        return secret.owner().equals(Optional.of(id));
    }

    /** The secret, without what it is: neither its value nor its MAC. */
    ObjectNode json() {
        var json = WireJson.mapper().createObjectNode();
        json.put("secret", secret.id().toString());
        json.put("method", letter.requested().handsOver().name().toLowerCase(Locale.ROOT));
        json.put("generation", letter.requested().generation());
        json.put("letter", letter.id().toString());
        secret.owner().ifPresent(id -> json.put("identity", id.toString()));
        secret.addressId().ifPresent(id -> json.put("address", id.toString()));
        json.put("issued_at", letter.requested().at().toString());
        json.put("expires_at", secret.expiresAt().toString());
        json.put("opens", opens());
        whyNot.ifPresent(reason -> json.put("why_not", reason));
        return json;
    }

    /** Who could have recovered with it. */
    Stream<ObjectNode> recoverer() {
        if (!opens()) {
            return Stream.empty();
        }
        var json = WireJson.mapper().createObjectNode();
        secret.addressId().ifPresent(id -> json.put("address", id.toString()));
        json.put("recovery", recovery.toString());
        json.put("secret", secret.id().toString());
        json.put("method", letter.requested().handsOver().name().toLowerCase(Locale.ROOT));
        return Stream.of(json);
    }
}
