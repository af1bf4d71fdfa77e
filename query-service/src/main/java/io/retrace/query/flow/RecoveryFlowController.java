package io.retrace.query.flow;

import io.retrace.log.BrowserMacs;
import io.retrace.model.event.FlowType;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.flow.ReturnTo;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.CsrfViolation;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.StringNode;

/** Recovery flows as clients fetch them; never stale, whatever the views have seen (spec section 2.5). */
@RestController
final class RecoveryFlowController {

    private final FlowTable<RecoveryDocument> flows;
    private final RecoveryJson json;
    private final CsrfCookie csrf;
    private final BrowserMacs browsers;
    private final Urls urls;
    private final Clock clock;

    RecoveryFlowController(
            FlowTable<RecoveryDocument> flows,
            RecoveryJson json,
            CsrfCookie csrf,
            BrowserMacs browsers,
            Urls urls,
            Clock clock) {
        this.flows = flows;
        this.json = json;
        this.csrf = csrf;
        this.browsers = browsers;
        this.urls = urls;
        this.clock = clock;
    }

    @GetMapping("/self-service/recovery/flows")
    ResponseEntity<byte[]> fetch(HttpServletRequest request) {
        var cookie = csrf.ensured(request);
        var found = Query.uuid(request, "id").flatMap(flows::read);
        if (found.isEmpty()) {
            return ApiError.notLocated().answer(cookie.headers());
        }
        var document = found.get();
        if (document.type() == FlowType.BROWSER && !isOf(document, cookie)) {
            return CsrfViolation.ofFetch(request, csrf).error(request).answer(cookie.headers());
        }
        return clock.instant().isBefore(document.expiresAt())
                ? Answers.json(200, json.of(document, Optional.of(cookie.secret())), cookie.headers())
                : expired(document).answer(cookie.headers());
    }

    private boolean isOf(RecoveryDocument document, CsrfCookie.Held cookie) {
        return document.browser()
                .map(mac -> mac.matchesAny(browsers.macs(cookie.secret().cookieValue())))
                .orElse(false);
    }

    private ApiError expired(RecoveryDocument document) {
        return switch (document.type()) {
            case API ->
                ExpiredFlow.fetched(document.expiresAt(), clock.instant())
                        .detailing("api", text(urls.publicBase() + "/self-service/recovery/api"));
            case BROWSER -> expiredInBrowser(document);
        };
    }

    private ApiError expiredInBrowser(RecoveryDocument document) {
        var begin = urls.publicBase() + "/self-service/recovery/browser";
        var error = ApiError.of(
                HttpStatus.GONE,
                "The recovery flow has expired. Redirect the user to the recovery flow init endpoint to initialize a new"
                        + " recovery flow.");
        return json.returnTo(document)
                .map(to -> error.detailing("redirect_to", text(ReturnTo.added(begin, to)))
                        .detailing("return_to", text(to)))
                .orElseGet(() -> error.detailing("redirect_to", text(begin)).detailing("return_to", text("")));
    }

    private static StringNode text(String value) {
        return WireJson.mapper().getNodeFactory().stringNode(value);
    }
}
