package io.retrace.query.session;

import io.retrace.log.IssuedSessions;
import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import io.retrace.query.page.Paging;
import io.retrace.query.page.Paging.Page;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The sessions of an identity as operators list them, newest first (spec section 10.2). */
@RestController
final class SessionListController {

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private final SessionTable table;
    private final SessionPages pages;
    private final Clock clock;

    SessionListController(SessionTable table, SessionPages pages, Clock clock) {
        this.table = table;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/admin/identities/{id}/sessions")
    ResponseEntity<byte[]> list(HttpServletRequest request, @PathVariable("id") String text) {
        return switch (Paging.of(request)) {
            case Paging.Malformed(var error) -> error.answer();
            case Page page ->
                Query.uuid(text)
                        .map(id -> list(request, page, new IdentityId(id)))
                        .orElseGet(() -> ApiError.notLocated().answer());
        };
    }

    private ResponseEntity<byte[]> list(HttpServletRequest request, Page page, IdentityId id) {
        var active = Query.parameter(request, "active");
        if (active.filter(asked -> !BOOLEANS.contains(asked)).isPresent()) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "active must be true or false")
                    .answer();
        }
        var history = table.read(id);
        var issued = IssuedSessions.of(history.events());
        if (!(issued.identity() instanceof Identity.Present identity) || identity.decoy()) {
            return ApiError.notLocated().answer();
        }
        var now = clock.instant();
        var wanted = issued.sessions().stream()
                .filter(entry ->
                        active.isEmpty() || active.equals(Optional.of(Boolean.toString(entry.inForce(identity, now)))))
                .toList();
        return pages.answer(request, request.getRequestURI(), page, history.reflects(), identity, now, wanted);
    }
}
