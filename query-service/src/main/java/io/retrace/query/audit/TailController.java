package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.FILTER;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** What happens, as it happens: server-sent events whose ids are positions. */
@RestController
final class TailController {

    private static final String LAST_EVENT = "Last-Event-ID";
    private static final String BEAT = ":\n\n";

    private final AuditQueries queries;
    private final Tails tails;
    private final Policies policies;
    private final EntryJson json;

    TailController(AuditQueries queries, Tails tails, Policies policies, EntryJson json) {
        this.queries = queries;
        this.tails = tails;
        this.policies = policies;
        this.json = json;
    }

    @GetMapping("/admin/audit/tail")
    void tail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var filter = queries.filter(Parameters.ofQuery(request.getQueryString(), FILTER));
        long after = Optional.ofNullable(request.getHeader(LAST_EVENT))
                .map(text -> AuditQueries.position(text)
                        .orElseThrow(() -> new MalformedSearch(LAST_EVENT + " must be a position")))
                .orElseGet(tails::now);
        if (request.getMethod().equals("HEAD")) {
            begin(response);
            return;
        }
        try {
            if (!tails.follow(filter, after, new Stream(response))) {
                Answers.write(
                        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "too-many-tails", "too many follow already")
                                .answer(request),
                        response);
            }
        } catch (ClientAbortException | AsyncRequestNotUsableException _) {
            // whoever listened has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void begin(HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** The connection to whoever listens. */
    private final class Stream implements Tails.Listener {

        private final HttpServletResponse response;

        private Stream(HttpServletResponse response) {
            this.response = response;
        }

        @Override
        public void hear(List<Found> events) throws IOException {
            var known = policies.of(events);
            var text = new StringBuilder();
            for (var found : events) {
                text.append("id: ").append(found.position()).append("\nevent: entry\ndata: ");
                text.append(json.of(found, known, Optional.empty())).append("\n\n");
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
}
