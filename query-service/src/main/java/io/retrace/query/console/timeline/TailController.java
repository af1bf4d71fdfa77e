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
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What a timeline gets as it happens: server-sent events whose ids are positions and whose data are rows of the page. */
@RestController
final class TailController {

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
        if (!trail.follow(about.filter(), after, request, response, entry -> row(request, entry))) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }

    /** A row of the page, without line ends, which would end the event. */
    private String row(HttpServletRequest request, ObjectNode entry) {
        Template<Row> template = JterowGenerated::render;
        return template.html(new Row(frames.of(request, "timeline"), new Entry(entry)))
                .replaceAll("\\R", " ");
    }
}
