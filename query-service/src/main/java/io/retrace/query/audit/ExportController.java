package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.FILTER;
import static io.retrace.query.audit.AuditQueries.RANGE;
import static io.retrace.query.audit.AuditQueries.names;

import io.retrace.wire.event.CloudEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * All that a search finds, as a file, in order of position. It is written by the request's own thread, a page at a time:
 * there is no answer that grows in memory, and no time-out of asynchronous requests that cuts a long one.
 */
@RestController
final class ExportController {

    private static final Set<String> EXPORT = names(names(FILTER, RANGE), Set.of("format", "cursor"));

    private final AuditQueries queries;
    private final AuditSearch search;
    private final EntryJson entries;
    private final CloudEvents events;

    ExportController(AuditQueries queries, AuditSearch search, EntryJson entries, CloudEvents events) {
        this.queries = queries;
        this.search = search;
        this.entries = entries;
        this.events = events;
    }

    @GetMapping("/admin/audit/export")
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = Parameters.ofQuery(request.getQueryString(), EXPORT);
        var format = format(asked);
        long seen = asked.one("cursor")
                .map(text -> AuditQueries.position(text)
                        .orElseThrow(() -> new MalformedSearch("the cursor of an export is a position")))
                .orElse(0L);
        var walk = search.walk(queries.filter(asked), queries.range(asked), seen);
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"retrace-audit." + format.ending() + "\"");
        response.setHeader("Retrace-Position", Long.toString(walk.end()));
        if (!request.getMethod().equals("HEAD")) {
            write(walk, seen == 0 ? format.head() : "", format, response);
        }
    }

    private ExportFormat format(Parameters asked) {
        return switch (asked.one("format").orElse("")) {
            case "ndjson" -> new NdjsonFormat(events, search.incarnation());
            case "csv" -> new CsvFormat(entries);
            default -> throw new MalformedSearch("format must be ndjson or csv");
        };
    }

    private static void write(AuditSearch.Walk walk, String head, ExportFormat format, HttpServletResponse response)
            throws IOException {
        try {
            var out = response.getOutputStream();
            var before = head;
            for (var page = walk.next(); !page.events().isEmpty() || !before.isEmpty(); page = walk.next()) {
                var text = before + format.lines(page.events(), page.policies());
                out.write(text.getBytes(StandardCharsets.UTF_8));
                before = "";
            }
        } catch (ClientAbortException _) {
            // whoever asked does not want the rest, or asks for it later
        }
    }
}
