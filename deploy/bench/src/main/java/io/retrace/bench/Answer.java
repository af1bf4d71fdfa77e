package io.retrace.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server answered. It looks into its connection's buffer, so it holds until the next request there. */
final class Answer {

    private final int status;
    private final byte[] buffer;
    private final int bodyFrom;
    private final int bodyTo;

    Answer(int status, byte[] buffer, int bodyFrom, int bodyTo) {
        this.status = status;
        this.buffer = buffer;
        this.bodyFrom = bodyFrom;
        this.bodyTo = bodyTo;
    }

    int status() {
        return status;
    }

    /**
     * The values of a header.
     *
     * @param name in lower case
     */
    Stream<String> headers(String name) {
        var start = name + ":";
        return new String(buffer, 0, bodyFrom, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.regionMatches(true, 0, start, 0, start.length()))
                .map(line -> line.substring(start.length()).strip());
    }

    String body() {
        return new String(buffer, bodyFrom, bodyTo - bodyFrom, StandardCharsets.UTF_8);
    }

    /**
     * The text that follows the first occurrence of a marker in the body, up to the next quotation mark: enough of JSON
     * for ids and tokens, and a hundredth of a parser's cost.
     *
     * @param marker such as {@code "id":"}
     */
    Optional<String> textAfter(byte[] marker) {
        for (int at = bodyFrom; at + marker.length <= bodyTo; at++) {
            if (Bytes.startAt(buffer, at, marker)) {
                return untilQuote(at + marker.length);
            }
        }
        return Optional.empty();
    }

    private Optional<String> untilQuote(int from) {
        for (int to = from; to < bodyTo; to++) {
            if (buffer[to] == '"') {
                return Optional.of(new String(buffer, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
