package io.retrace.standalone.transcripts;

import java.util.List;
import java.util.Map;

/** What came of a request. */
sealed interface Outcome {

    /**
     * An answer over HTTP.
     *
     * @param headers names in lower case
     */
    record Answer(int status, Map<String, List<String>> headers, String body) implements Outcome {
        public Answer {
            headers = Map.copyOf(headers);
        }

        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** The connection was refused or closed, or nothing came in time. */
    record NoAnswer(String why) implements Outcome {}
}
