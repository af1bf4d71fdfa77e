package io.retrace.query.console.identity;

import io.retrace.query.console.Times;
import io.retrace.query.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An account at a moment, as tables show it; the document of the API behind it. */
record State(JsonNode whole) {

    /** A member of it, in words. */
    record Item(JsonNode json) {

        String text(String name) {
            return json.path(name).asString("");
        }

        String brief(String name) {
            return Words.brief(text(name));
        }

        String plain(String name) {
            return Words.plain(text(name));
        }

        Instant at(String name) {
            return Instant.parse(text(name));
        }

        boolean is(String name) {
            return json.path(name).asBoolean(false);
        }

        /** The recovery that a stream's name names. */
        String recovery(String name) {
            return text(name).replaceFirst("^recovery-", "");
        }

        String words(String name) {
            return String.join(
                    ", ",
                    json.path(name)
                            .valueStream()
                            .map(word -> Words.plain(word.asString("")))
                            .toList());
        }
    }

    private JsonNode state() {
        return whole.path("state");
    }

    /** {@code active}, {@code inactive} or {@code deleted}. */
    String word() {
        return state().path("state").asString("");
    }

    boolean active() {
        return word().equals("active");
    }

    boolean passwordSet() {
        return state().path("password_set").asBoolean(false);
    }

    Optional<Instant> createdAt() {
        return Optional.ofNullable(state().path("created_at").asString(null)).map(Instant::parse);
    }

    List<Item> list(String name) {
        return state().path(name).valueStream().map(Item::new).toList();
    }

    /** How many codes and links were outstanding that let nobody in, by why. */
    Map<String, Long> useless() {
        return list("secrets").stream()
                .filter(secret -> !secret.is("opens"))
                .collect(Collectors.groupingBy(secret -> secret.plain("why_not"), TreeMap::new, Collectors.counting()));
    }

    String hash() {
        return whole.path("state_hash").asString("");
    }

    String policyHash() {
        return state().path("policy").path("hash").asString("");
    }

    /** The limits that matter here, in words. */
    List<Limit> limits() {
        var policy = state().path("policy").path("content");
        return Stream.of(
                        new Limit(
                                "tries a recovery",
                                policy.path("submissions_max").asString("")),
                        new Limit("a code lives", length(policy.path("code_lifetime"))),
                        new Limit("a recovery lives", length(policy.path("recovery_lifetime"))),
                        budget("codes an account", policy, "codes_per_identity"),
                        budget("codes an address", policy, "codes_per_address"),
                        budget("letters an address", policy, "letters_per_address"))
                .filter(limit -> !limit.value().isEmpty())
                .toList();
    }

    /** A limit of a policy. */
    record Limit(String name, String value) {}

    private static Limit budget(String name, JsonNode policy, String budget) {
        var rule = policy.path("budgets").path(budget);
        return new Limit(
                name,
                rule.isMissingNode() ? "" : rule.path("limit").asString("") + " in " + length(rule.path("window")));
    }

    private static String length(JsonNode duration) {
        var text = duration.asString("");
        return text.isEmpty() ? "" : Times.length(Duration.parse(text));
    }

    String pretty() {
        return whole.toPrettyString();
    }
}
