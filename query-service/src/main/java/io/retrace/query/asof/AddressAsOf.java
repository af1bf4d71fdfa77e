package io.retrace.query.asof;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.identity.Identity.Address;
import io.retrace.model.identity.Identity.Present;
import io.retrace.wire.http.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An address at a moment: whose it was since when, the letters to it that still matter, what was left for it. */
final class AddressAsOf {

    private final Histories histories;

    AddressAsOf(Histories histories) {
        this.histories = histories;
    }

    /** The document; empty when nobody had claimed it yet. */
    Optional<ObjectNode> state(AddressId id, AsOf asOf) {
        return histories.owner(id, asOf).map(owner -> state(id, owner, asOf));
    }

    private ObjectNode state(AddressId id, IdentityId owner, AsOf asOf) {
        var events = histories.ofIdentity(owner, asOf);
        var folded = Folded.of(events);
        var limits = Limits.of(asOf, histories.policy(asOf), folded.counters());
        var json = WireJson.mapper().createObjectNode();
        json.put("address", id.toString());
        json.put("identity", owner.toString());
        json.put("identity_state", IdentityAsOf.state(folded.identity()));
        var held = folded.identity() instanceof Present present
                ? present.addresses().stream()
                        .filter(address -> address.id().equals(id))
                        .findFirst()
                : Optional.<Address>empty();
        json.put("claimed", held.isPresent());
        held.ifPresent(address -> json.setAll(IdentityAsOf.address(address)));
        json.set("ownership", ownership(id, events));
        var letters = folded.flows().stream()
                .flatMap(flow -> flow.letters().stream())
                .filter(letter -> letter.requested().addressId().equals(Optional.of(id)))
                .toList();
        json.set("letters", letters(letters, asOf));
        var secrets = folded.flows().stream()
                .flatMap(flow -> Outstanding.of(flow, _ -> folded.identity(), limits).stream())
                .filter(secret -> secret.secret().addressId().equals(Optional.of(id)))
                .toList();
        json.set("secrets", IdentityAsOf.array(secrets.stream().map(Outstanding::json)));
        json.set("budgets", budgets(letters, limits));
        json.set("who_could_recover", IdentityAsOf.array(secrets.stream().flatMap(Outstanding::recoverer)));
        return json;
    }

    /** Who had it from when to when: an address that is claimed again, by whomever, gets another id. */
    private static ArrayNode ownership(AddressId id, List<EventEnvelope> events) {
        var spans = WireJson.mapper().createArrayNode();
        for (var envelope : events) {
            if (envelope.event() instanceof AddressClaimed claimed
                    && claimed.addressId().equals(id)
                    && (spans.isEmpty() || spans.get(spans.size() - 1).has("until"))) {
                spans.addObject()
                        .put("identity", claimed.identityId().toString())
                        .put("since", envelope.position());
            }
            if (envelope.event() instanceof AddressReleased released
                    && released.addressId().equals(id)
                    && !spans.isEmpty()) {
                ((ObjectNode) spans.get(spans.size() - 1)).put("until", envelope.position());
            }
        }
        return spans;
    }

    private ArrayNode letters(List<Letter> letters, AsOf asOf) {
        var fates = histories.fates(letters.stream().map(Letter::id).toList(), asOf);
        return IdentityAsOf.array(letters.stream().map(letter -> {
            var json = WireJson.mapper().createObjectNode();
            json.put("letter", letter.id().toString());
            json.put("recovery", letter.requested().recoveryId().toString());
            json.put("generation", letter.requested().generation());
            json.put("method", letter.requested().handsOver().wireName());
            json.put("asked_at", letter.requested().at().toString());
            json.put("fate", fate(Optional.ofNullable(fates.get(letter.id()))));
            return json;
        }));
    }

    private static String fate(Optional<EventEnvelope> fate) {
        return fate.map(envelope -> switch (envelope.event()) {
                    case LetterDelivered _ -> "delivered";
                    case LetterFailed failed ->
                        "failed: "
                                + failed.reason()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ');
                    default -> throw new IllegalStateException("a letter's stream has an event of another lifecycle");
                })
                .orElse("on its way");
    }

    private static ArrayNode budgets(List<Letter> letters, Limits limits) {
        return letters.isEmpty()
                ? WireJson.mapper().createArrayNode()
                : limits.rules()
                        .map(rules -> rules.json(rules.left(letters.getLast().requested())))
                        .orElseGet(() -> WireJson.mapper().createArrayNode());
    }
}
