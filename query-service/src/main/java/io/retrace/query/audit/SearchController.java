package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.FILTER;
import static io.retrace.query.audit.AuditQueries.RANGE;
import static io.retrace.query.audit.AuditQueries.names;

import io.retrace.wire.flow.Opener;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
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

    private final AuditTrail trail;
    private final Function<HttpServletRequest, Optional<Opener>> reveal;

    /** @param reveal opens what is personal for whoever asks for it and may; empty for others */
    SearchController(AuditTrail trail, Function<HttpServletRequest, Optional<Opener>> reveal) {
        this.trail = trail;
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
        return Answers.json(200, trail.events(asked, opener));
    }

    @GetMapping("/admin/audit/facets")
    ResponseEntity<byte[]> facets(HttpServletRequest request) {
        return Answers.json(200, trail.facets(Parameters.ofQuery(request.getQueryString(), COUNT)));
    }
}
