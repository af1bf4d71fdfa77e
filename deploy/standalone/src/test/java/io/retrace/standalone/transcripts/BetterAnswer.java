package io.retrace.standalone.transcripts;

import io.retrace.standalone.transcripts.Outcome.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked for where the peer's answer is a defect, as {@code docs/differences-from-kratos.md} says. */
final class BetterAnswer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private BetterAnswer() {}

    /** What is wrong with an answer; nothing where nobody knows what would be better. */
    static List<String> complaints(String defect, Answer answer) {
        boolean good = switch (defect) {
            case "D3" -> answer.status() != 200 || !text(answer, "/return_to").isEmpty();
            case "D17" -> !text(answer, "/active").equals("default");
            case "D18" -> answer.status() >= 300 || text(answer, "/ui/action").endsWith("?flow=" + text(answer, "/id"));
            case "D21" -> answer.status() == 413 && text(answer, "/error/code").equals("413");
            default -> true;
        };
        return good ? List.of() : List.of("defect " + defect + " is answered no better than the peer does");
    }

    private static String text(Answer answer, String pointer) {
        JsonNode body = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        return body.at(pointer).asString("");
    }
}
