package io.retrace.standalone.transcripts;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A recorded request; every text in it may hold placeholders.
 *
 * @param headers without the cookie
 * @param cookies names to take from the jar, or {@code name=value} to send as it stands
 */
record Request(
        Server server, String method, String path, Map<String, String> headers, List<String> cookies, Body body) {

    Request {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    enum Server {
        PUBLIC,
        ADMIN
    }

    sealed interface Body {
        record Empty() implements Body {}

        /** Sent as it stands. */
        record Text(String text) implements Body {}

        /** One letter, that often. */
        record Repeated(String letter, int times) implements Body {}

        /** Sent as JSON or as a form, by content-type. */
        record Document(JsonNode json) implements Body {}
    }
}
