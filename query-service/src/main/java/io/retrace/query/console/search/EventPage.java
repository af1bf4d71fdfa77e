package io.retrace.query.console.search;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Times;
import io.retrace.query.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One event in full.
 *
 * @param revealed whether personal data is open on it
 * @param last the position of the newest event that can be shown
 */
record EventPage(Frame frame, Entry entry, boolean revealed, long last) {

    /** A fact that the event holds. */
    record Fact(String name, String value) {}

    /** What was spent of a budget. */
    record Budget(String name, long limit, String window) {}

    /** What its data says in a word or a number; ids and texts whole. */
    List<Fact> facts() {
        return entry.json()
                .path("data")
                .propertyStream()
                .flatMap(member -> fact(member.getKey(), member.getValue()))
                .toList();
    }

    private static Stream<Fact> fact(String name, JsonNode value) {
        if (value.has("closed")) {
            return Stream.of(new Fact(
                    Words.plain(name),
                    "closed, under the key " + Words.brief(value.path("closed").asString(""))));
        }
        return value.isValueNode() && !value.isNull()
                ? Stream.of(new Fact(Words.plain(name), value.asString("")))
                : Stream.empty();
    }

    List<Budget> budgets() {
        return entry.json()
                .path("budgets")
                .valueStream()
                .map(spent -> new Budget(
                        Words.plain(spent.path("budget").asString("")),
                        spent.path("limit").asLong(0),
                        window(spent)))
                .toList();
    }

    private static String window(JsonNode spent) {
        var from = Instant.parse(spent.path("from").asString(""));
        var until = Instant.parse(spent.path("until").asString(""));
        return Times.utc(from) + " to " + Times.time(until) + " (" + Times.length(Duration.between(from, until)) + ")";
    }

    /** When it happened, as the node that was asked says. */
    Instant claimed() {
        return entry.text("at").map(Instant::parse).orElseGet(entry::at);
    }
}
