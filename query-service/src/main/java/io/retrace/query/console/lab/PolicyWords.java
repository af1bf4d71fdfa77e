package io.retrace.query.console.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The policy that a run asks for, in words. */
final class PolicyWords {

    private PolicyWords() {}

    /**
     * A limit that a run changes.
     *
     * @param said the limit with its value
     * @param before the value that was in force; empty where nothing was
     */
    record Changed(String said, Optional<String> before) {}

    /** In one line. */
    static String line(JsonNode policy) {
        if (!policy.isObject()) {
            var name = policy.asString("recorded");
            return name.equals("recorded") ? "As it was recorded" : "Profile " + name;
        }
        var changed = changed(policy, policy).stream().map(Changed::said).collect(Collectors.joining(" · "));
        return changed.isEmpty() ? "Nothing changed" : changed;
    }

    /** Limit by limit; a profile and the recorded policies have none that differ by name. */
    static List<Changed> changed(JsonNode policy, JsonNode inForce) {
        if (!policy.isObject()) {
            return List.of();
        }
        var changed = new ArrayList<Changed>();
        for (var limit : Limit.values()) {
            limit.in(policy).ifPresent(value -> changed.add(new Changed(limit.said(value), limit.in(inForce))));
        }
        others(policy).forEach(changed::add);
        return changed;
    }

    /** What the lab has no field for; the API takes every limit. */
    private static Stream<Changed> others(JsonNode policy) {
        var known =
                Stream.of(Limit.values()).map(limit -> limit.path().getFirst()).toList();
        return policy.properties().stream()
                .filter(member -> !known.contains(member.getKey()))
                .map(member ->
                        new Changed(member.getKey().replace('_', ' ') + " " + member.getValue(), Optional.empty()));
    }
}
