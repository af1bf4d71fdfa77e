package io.retrace.query.session;

import io.retrace.model.event.IdentityId;
import io.retrace.model.identity.Identity;
import io.retrace.query.page.PageHeaders;
import io.retrace.query.page.Paging;
import io.retrace.query.page.Paging.Page;
import io.retrace.query.session.IssuedSessions.Entry;
import io.retrace.wire.flow.SessionJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    private final SessionJson json;
    private final Devices devices;
    private final Clock clock;

    SessionListController(SessionTable table, SessionJson json, Devices devices, Clock clock) {
        this.table = table;
        this.json = json;
        this.devices = devices;
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
        return answer(request, page, history.reflects(), identity, now, wanted);
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request,
            Page page,
            long reflects,
            Identity.Present identity,
            Instant now,
            List<Entry> wanted) {
        var rest = wanted.stream()
                .filter(entry -> entry.position() < page.before())
                .skip(page.skipped())
                .toList();
        var shown = rest.stream().limit(page.size()).toList();
        var body = WireJson.mapper().createArrayNode();
        for (var entry : shown) {
            body.add(json.listed(entry.issued(), entry.inForce(identity, now), identity, devices.of(entry.origin())));
        }
        var next = rest.size() > shown.size() ? OptionalLong.of(shown.getLast().position()) : OptionalLong.empty();
        return Answers.json(200, body, PageHeaders.of(request, page, reflects, next, wanted.size()));
    }
}
