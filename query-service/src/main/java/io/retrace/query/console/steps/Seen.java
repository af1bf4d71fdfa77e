package io.retrace.query.console.steps;

import io.retrace.query.console.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the client had before it: the flow's document, in the words that a person saw. */
record Seen(JsonNode document) {

    private static final List<String> INPUTS = List.of("text", "email", "password", "submit");

    String state() {
        return switch (document.path("state").asString("")) {
            case "" -> "nothing yet";
            case "choose_method" -> "asked for an address";
            case "sent_email" -> "asked for what the letter holds";
            case "passed_challenge" -> "passed";
            case String other -> Words.plain(other);
        };
    }

    /** What the page said. */
    String messages() {
        return document.path("ui")
                .path("messages")
                .valueStream()
                .map(message -> message.path("text").asString(""))
                .collect(Collectors.joining(" "));
    }

    /** What the page had to fill in and to press. */
    String fields() {
        return document.path("ui")
                .path("nodes")
                .valueStream()
                .filter(node ->
                        INPUTS.contains(node.path("attributes").path("type").asString("")))
                .map(node -> Optional.ofNullable(
                                node.path("meta").path("label").path("text").asString(null))
                        .orElseGet(() -> node.path("attributes").path("name").asString("")))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    String expires() {
        return Words.brief(document.path("expires_at").asString(""));
    }
}
