package io.retrace.query.session;

import io.retrace.log.OwnSessions;
import io.retrace.log.SessionLookup;
import io.retrace.query.page.Paging;
import io.retrace.query.page.Paging.Page;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.SessionCredentials;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where else a person is signed in, newest first, without the session that asks (spec section 10.2). */
@RestController
final class OwnSessionsListController {

    private static final String PATH = "/sessions";

    private final SessionLookup lookup;
    private final OwnSessions sessions;
    private final SessionPages pages;
    private final String path;
    private final Clock clock;

    OwnSessionsListController(SessionLookup lookup, OwnSessions sessions, SessionPages pages, Urls urls, Clock clock) {
        this.lookup = lookup;
        this.sessions = sessions;
        this.pages = pages;
        this.path = urls.publicPath() + PATH;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return switch (Paging.of(request)) {
            case Paging.Malformed(var error) -> error.answer();
            case Page page -> list(request, page);
        };
    }

    private ResponseEntity<byte[]> list(HttpServletRequest request, Page page) {
        var now = clock.instant();
        return SessionCredentials.token(request)
                .flatMap(token -> lookup.find(token, now))
                .map(who -> {
                    var others = sessions.besides(who, now);
                    return pages.answer(request, path, page, others.reflects(), who.identity(), now, others.inForce());
                })
                .orElseGet(() -> ApiError.noCredentials().answer());
    }
}
