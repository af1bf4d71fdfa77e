package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.FILTER;
import static io.retrace.query.audit.AuditQueries.RANGE;
import static io.retrace.query.audit.AuditQueries.names;

import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happened, by whatever it is searched by (docs/audit-api.md). */
@RestController
final class SearchController {

    private static final Set<String> SEARCH = names(names(FILTER, RANGE), Set.of("order", "limit", "cursor"));
    private static final Set<String> SEEN = names(SEARCH, Set.of("reveal", "reason"));
    private static final Set<String> COUNT = names(FILTER, RANGE);
    private static final int BODY_BYTES_MAX = 16 << 10;

    private final AuditQueries queries;
    private final AuditSearch search;
    private final EntryJson json;
    private final Function<HttpServletRequest, Optional<Opener>> reveal;

    /** @param reveal opens what is personal for whoever asks for it and may; empty for others */
    SearchController(
            AuditQueries queries,
            AuditSearch search,
            EntryJson json,
            Function<HttpServletRequest, Optional<Opener>> reveal) {
        this.queries = queries;
        this.search = search;
        this.json = json;
        this.reveal = reveal;
    }

    @GetMapping("/admin/audit/events")
    ResponseEntity<byte[]> events(HttpServletRequest request) {
        var asked = Parameters.ofQuery(request.getQueryString(), SEEN);
        return events(asked, reveal.apply(request));
    }

    /** The same asked in a body, for what should stand in no URL. */
    @PostMapping("/admin/audit/events/search")
    ResponseEntity<byte[]> search(HttpServletRequest request) throws IOException {
        if (request.getQueryString() != null) {
            throw new MalformedSearch("what is searched for must stand in the body");
        }
        var body = request.getInputStream().readNBytes(BODY_BYTES_MAX + 1);
        return body.length > BODY_BYTES_MAX
                ? Problem.of(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + BODY_BYTES_MAX + " bytes")
                        .answer(request)
                : events(Parameters.ofJson(body, SEARCH), Optional.empty());
    }

    private ResponseEntity<byte[]> events(Parameters asked, Optional<Opener> opener) {
        var page = search.page(queries.read(asked));
        var body = WireJson.mapper().createObjectNode();
        var entries = body.putArray("entries");
        page.events().forEach(found -> entries.add(json.of(found, page.policies(), opener)));
        page.next().ifPresent(next -> body.put("next", next));
        body.put("position", page.reflects());
        return Answers.json(200, body);
    }

    @GetMapping("/admin/audit/facets")
    ResponseEntity<byte[]> facets(HttpServletRequest request) {
        var asked = Parameters.ofQuery(request.getQueryString(), COUNT);
        var facets = search.facets(queries.filter(asked), queries.range(asked));
        var body = WireJson.mapper().createObjectNode();
        body.put("counted", facets.counted());
        body.put("complete", facets.isComplete());
        facets.counts().forEach((facet, counts) -> {
            var list = body.putArray(facet);
            counts.forEach(
                    (value, events) -> list.addObject().put("value", value).put("events", events));
        });
        return Answers.json(200, body);
    }
}
