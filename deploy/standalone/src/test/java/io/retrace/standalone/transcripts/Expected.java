package io.retrace.standalone.transcripts;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A recorded answer; every text in it may hold placeholders. */
sealed interface Expected {

    /** The connection was closed without an answer; recorded for defects only. */
    record Closed() implements Expected {}

    /**
     * An answer over HTTP.
     *
     * @param headers the ones that matter, names in lower case, {@code set-cookie} with all its values
     */
    record Answered(int status, Map<String, List<String>> headers, Content content) implements Expected {
        public Answered {
            headers = Map.copyOf(headers);
        }
    }

    sealed interface Content {
        /** Nothing is known about the body. */
        record NotKept() implements Content {}

        record Empty() implements Content {}

        record Text(String text) implements Content {}

        record Document(JsonNode json) implements Content {}
    }
}
