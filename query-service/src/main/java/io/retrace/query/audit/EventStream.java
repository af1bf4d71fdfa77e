package io.retrace.query.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.node.ObjectNode;

/** The connection to whoever follows: server-sent events whose ids are positions. */
final class EventStream implements Tails.Listener {

    private static final String BEAT = ":\n\n";

    private final HttpServletResponse response;
    private final Policies policies;
    private final EntryJson json;
    private final Function<ObjectNode, String> data;

    /**
     * Nothing is sent yet.
     *
     * @param data what is told of an entry, in one line
     */
    EventStream(HttpServletResponse response, Policies policies, EntryJson json, Function<ObjectNode, String> data) {
        this.response = response;
        this.policies = policies;
        this.json = json;
        this.data = data;
    }

    static void begin(HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    @Override
    public void hear(List<Found> events) throws IOException {
        var known = policies.of(events);
        var text = new StringBuilder();
        for (var found : events) {
            text.append("id: ").append(found.position()).append("\nevent: entry\ndata: ");
            text.append(data.apply(json.of(found, known, Optional.empty()))).append("\n\n");
        }
        send(text.toString());
    }

    @Override
    public void hearThatItLives() throws IOException {
        if (!response.isCommitted()) {
            begin(response);
        }
        send(BEAT);
    }

    private void send(String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
