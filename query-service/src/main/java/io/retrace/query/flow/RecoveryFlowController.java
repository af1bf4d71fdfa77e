package io.retrace.query.flow;

import io.retrace.model.event.FlowType;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recovery flows as clients fetch them; never stale, whatever the views have seen (spec section 2.5). */
@RestController
final class RecoveryFlowController {

    private final FlowTable<RecoveryDocument> flows;
    private final RecoveryJson json;
    private final CsrfCookie csrf;
    private final Urls urls;
    private final Clock clock;

    RecoveryFlowController(
            FlowTable<RecoveryDocument> flows, RecoveryJson json, CsrfCookie csrf, Urls urls, Clock clock) {
        this.flows = flows;
        this.json = json;
        this.csrf = csrf;
        this.urls = urls;
        this.clock = clock;
    }

    @GetMapping("/self-service/recovery/flows")
    ResponseEntity<byte[]> fetch(HttpServletRequest request) {
        var cookie = csrf.whenMissing(request);
        var found = Query.uuid(request, "id").flatMap(flows::read);
        if (found.isEmpty()) {
            return ApiError.notLocated().answer(cookie);
        }
        var document = found.get();
        if (document.type() == FlowType.BROWSER) {
            return ApiError.csrfViolation(request).answer(cookie);
        }
        if (!clock.instant().isBefore(document.expiresAt())) {
            return expired(document).answer(cookie);
        }
        return Answers.json(200, json.of(document), cookie);
    }

    private ApiError expired(RecoveryDocument document) {
        var init = WireJson.mapper().getNodeFactory().stringNode(urls.publicBase() + "/self-service/recovery/api");
        return ExpiredFlow.fetched(document.expiresAt(), clock.instant()).detailing("api", init);
    }
}
