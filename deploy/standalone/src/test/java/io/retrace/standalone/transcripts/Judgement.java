package io.retrace.standalone.transcripts;

import io.retrace.standalone.conformance.ListedDifferences;
import io.retrace.standalone.transcripts.Expected.Answered;
import io.retrace.standalone.transcripts.Expected.Content;
import io.retrace.standalone.transcripts.Outcome.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges what came of a request by what was recorded. */
final class Judgement {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OTHER_FLOWS_ACTION = Set.of("$.ui.action");
    private static final int SHOWN_MAX = 200;

    private Judgement() {}

    static List<String> differences(Step.Exchange exchange, Outcome outcome, Bindings bindings) {
        return switch (outcome) {
            case Outcome.NoAnswer(String why) -> List.of("no answer: " + why);
            case Answer answer ->
                exchange.defect()
                        .filter(defect -> ListedDifferences.contains(defect) || isClosed(exchange))
                        .map(defect -> ofDefect(defect, exchange.expected(), answer, bindings))
                        .orElseGet(() -> strict(exchange.expected(), answer, bindings, Set.of()));
        };
    }

    /** Nobody is asked to close the connection. */
    private static boolean isClosed(Step.Exchange exchange) {
        return exchange.expected() instanceof Expected.Closed;
    }

    private static List<String> ofDefect(String defect, Expected expected, Answer answer, Bindings bindings) {
        return defect.equals("D18")
                ? strict(expected, answer, bindings, OTHER_FLOWS_ACTION)
                : lenient(expected, answer, bindings);
    }

    /** A fault of Kratos need not be copied; whatever fits the recording is bound all the same. */
    private static List<String> lenient(Expected expected, Answer answer, Bindings bindings) {
        strict(expected, answer, bindings, Set.of());
        return answer.status() >= 500
                ? List.of("a defect may be answered otherwise, but not with " + answer.status())
                : List.of();
    }

    private static List<String> strict(Expected expected, Answer answer, Bindings bindings, Set<String> free) {
        return switch (expected) {
            case Expected.Closed _ -> List.of("expected a closed connection, was status %d".formatted(answer.status()));
            case Answered recorded -> {
                List<String> differences = new ArrayList<>();
                if (recorded.status() != answer.status()) {
                    differences.add("status: expected %d, was %d; body %s"
                            .formatted(recorded.status(), answer.status(), shown(answer.body())));
                }
                differences.addAll(HeaderComparison.differences(recorded.headers(), answer, bindings));
                differences.addAll(content(recorded.content(), answer.body(), bindings, free));
                yield differences;
            }
        };
    }

    private static List<String> content(Content expected, String actual, Bindings bindings, Set<String> free) {
        return switch (expected) {
            case Content.NotKept _ -> List.of();
            case Content.Empty _ -> actual.isEmpty() ? List.of() : List.of("body: expected none, was " + shown(actual));
            case Content.Text(String text) ->
                bindings.mismatch(text, actual)
                        .map(what -> List.of("body: " + what))
                        .orElse(List.of());
            case Content.Document(JsonNode json) -> document(json, actual, bindings, free);
        };
    }

    private static List<String> document(JsonNode expected, String actual, Bindings bindings, Set<String> free) {
        JsonNode body;
        try {
            body = JSON.readTree(actual);
        } catch (JacksonException _) {
            return List.of("body: expected JSON, was " + shown(actual));
        }
        return BodyComparison.differences(expected, body, bindings, free);
    }

    private static String shown(String body) {
        return body.length() <= SHOWN_MAX ? "\"" + body + "\"" : "\"" + body.substring(0, SHOWN_MAX) + "…\"";
    }
}
