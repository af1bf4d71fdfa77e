package io.retrace.query.console.timeline;

import io.retrace.query.audit.AuditTrail;
import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Frames;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Template;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.node.ObjectNode;

/** What a timeline gets as it happens: server-sent events whose ids are positions and whose data are rows of the page. */
@RestController
final class TailController {

    private static final String BEAT = ":\n\n";

    private final Frames frames;
    private final AuditTrail trail;

    TailController(Frames frames, AuditTrail trail) {
        this.frames = frames;
        this.trail = trail;
    }

    @GetMapping("/admin/console/timeline/tail")
    void tail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var about = About.of(request).orElseThrow(() -> new MalformedSearch("the timeline must be somebody's"));
        long after = Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Query.parameter(request, "after"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElseThrow(() -> new MalformedSearch("after must be a position"));
        begin(response);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            if (!trail.follow(about.filter(), after, new Stream(request, response))) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            }
        } catch (ClientAbortException | AsyncRequestNotUsableException _) {
            // whoever watched has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** A row without line ends, which would end the event. */
    private static String row(Row row) {
        Template<Row> template = JterowGenerated::render;
        return template.html(row).replaceAll("\\R", " ");
    }

    /** The connection to whoever watches. */
    private final class Stream implements AuditTrail.Listener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        private Stream(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void hear(List<ObjectNode> entries) throws IOException {
            var frame = frames.of(request, "timeline");
            var text = new StringBuilder();
            for (var json : entries) {
                var entry = new Entry(json);
                text.append("id: ").append(entry.position()).append("\nevent: entry\ndata: ");
                text.append(row(new Row(frame, entry))).append("\n\n");
            }
            send(text.toString());
        }

        @Override
        public void hearThatItLives() throws IOException {
            send(BEAT);
        }

        private void send(String text) throws IOException {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        }
    }
}
