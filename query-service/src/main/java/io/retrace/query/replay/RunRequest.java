package io.retrace.query.replay;

import io.retrace.wire.http.ClientAddress.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What is asked to be told again.
 *
 * @param range the positions or times that it names; checked and made positions by whoever takes the request
 * @param policy a profile by its name, or limits to change; empty for the recorded policies
 * @param clients networks that an attack came from, as CIDR
 * @param identities that it was aimed at
 * @param flows that belong to it
 */
record RunRequest(
        JsonNode range, Optional<JsonNode> policy, List<String> clients, List<UUID> identities, List<String> flows) {

    static final String RECORDED = "recorded";
    private static final Set<String> MEMBERS = Set.of("range", "policy", "suspects");
    private static final Set<String> SUSPECTS = Set.of("clients", "identities", "flows");
    private static final int SUSPECTS_MAX = 1_000;

    RunRequest {
        clients = List.copyOf(clients);
        identities = List.copyOf(identities);
        flows = List.copyOf(flows);
    }

    /**
     * The request that a body makes.
     *
     * @throws IllegalArgumentException saying what is wrong, in words that quote nothing
     */
    static RunRequest of(JsonNode body) {
        requireMembers(body, MEMBERS, "the request");
        var suspects = body.path("suspects");
        requireMembers(suspects, SUSPECTS, "suspects");
        return new RunRequest(
                body.path("range"),
                policy(body.path("policy")),
                texts(suspects.path("clients"), "suspects.clients").stream()
                        .map(RunRequest::cidr)
                        .toList(),
                texts(suspects.path("identities"), "suspects.identities").stream()
                        .map(text -> uuid(text, "suspects.identities"))
                        .toList(),
                texts(suspects.path("flows"), "suspects.flows").stream()
                        .map(text -> "recovery-" + uuid(text, "suspects.flows"))
                        .toList());
    }

    /** Whether another request names the same as the attack, in whatever order. */
    boolean namesSameAttack(RunRequest other) {
        return Set.copyOf(clients).equals(Set.copyOf(other.clients))
                && Set.copyOf(identities).equals(Set.copyOf(other.identities))
                && Set.copyOf(flows).equals(Set.copyOf(other.flows));
    }

    private static void requireMembers(JsonNode object, Set<String> known, String what) {
        if (!object.isMissingNode() && !object.isObject()) {
            throw new IllegalArgumentException(what + " must be an object");
        }
        if (!known.containsAll(object.propertyNames())) {
            throw new IllegalArgumentException(what + " may have "
                    + String.join(", ", List.copyOf(known).stream().sorted().toList()));
        }
    }

    private static Optional<JsonNode> policy(JsonNode policy) {
        if (policy.isMissingNode() || (policy.isString() && policy.stringValue().equals(RECORDED))) {
            return Optional.empty();
        }
        if (!policy.isString() && !policy.isObject()) {
            throw new IllegalArgumentException("policy must be \"recorded\", a profile's name or an object of limits");
        }
        return Optional.of(policy);
    }

    private static List<String> texts(JsonNode array, String name) {
        var texts = new ArrayList<String>();
        if (!array.isMissingNode() && !array.isArray()) {
            throw new IllegalArgumentException(name + " must be an array");
        }
        for (var text : array) {
            if (!text.isString() || texts.size() >= SUSPECTS_MAX) {
                throw new IllegalArgumentException(name + " must hold at most " + SUSPECTS_MAX + " strings");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }

    private static UUID uuid(String text, String name) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new IllegalArgumentException(name + " must hold UUIDs");
        }
        return UUID.fromString(text);
    }

    private static String cidr(String text) {
        return Network.of(text)
                .map(Network::toString)
                .orElseThrow(() -> new IllegalArgumentException(
                        "suspects.clients must hold addresses or networks, as 203.0.113.0/24"));
    }
}
