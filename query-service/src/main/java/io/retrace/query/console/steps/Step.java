package io.retrace.query.console.steps;

import io.retrace.query.console.Entry;
import io.retrace.query.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a recovery: an event, what was answered, and what was left.
 *
 * @param number from 1
 */
record Step(int number, Entry entry) {

    /** What the client saw, before and after. */
    record Row(String name, String before, String after) {

        boolean changed() {
            return !before.equals(after);
        }
    }

    /** What is left of a budget, in words where it has no limit. */
    record Budget(String name, long spent, String limit, String left, String until) {}

    Seen before() {
        return new Seen(entry.json().path("before"));
    }

    Seen after() {
        return new Seen(entry.json().path("after"));
    }

    /** Both side by side; without what neither has. */
    List<Row> seen() {
        var before = before();
        var after = after();
        return Stream.of(
                        new Row("The recovery", before.state(), after.state()),
                        new Row("It said", before.messages(), after.messages()),
                        new Row("It asked for", before.fields(), after.fields()),
                        new Row("It ends", before.expires(), after.expires()))
                .filter(row -> !row.before().isEmpty() || !row.after().isEmpty())
                .toList();
    }

    /** What the client got for its request. */
    String answer() {
        var answer = entry.json().path("answer");
        return switch (answer.path("kind").asString("none")) {
            case "document" -> form();
            case "completed" ->
                "signed in, with session " + Words.brief(answer.path("session").asString(""));
            case "replaced" ->
                "another recovery, " + Words.brief(answer.path("recovery").asString("")) + ": "
                        + Words.plain(answer.path("reason").asString(""));
            case "error" -> "an error: " + Words.plain(answer.path("reason").asString(""));
            case "too_many_requests" -> "too many requests (429)";
            default -> "nothing";
        };
    }

    private String form() {
        var messages = after().messages();
        return messages.isEmpty() ? "the form" : "the form, saying “" + messages + "”";
    }

    String left(String name) {
        return entry.number(name).map(String::valueOf).orElse("–");
    }

    List<Budget> budgets() {
        return entry.json()
                .path("budgets")
                .valueStream()
                .map(budget -> new Budget(
                        Words.plain(budget.path("budget").asString("")),
                        budget.path("spent").asLong(0),
                        budget.path("limit").asString("no limit"),
                        budget.path("left").asString("–"),
                        Words.brief(budget.path("until").asString(""))))
                .toList();
    }

    /** What the edge claims. */
    Instant at() {
        return entry.at();
    }

    /** The difference as the API gives it. */
    String patch() {
        return entry.json().path("changes").toPrettyString();
    }

    boolean hasPatch() {
        return !entry.json().path("changes").isEmpty();
    }
}
