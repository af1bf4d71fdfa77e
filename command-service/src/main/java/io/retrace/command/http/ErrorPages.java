package io.retrace.command.http;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.PageForErrors;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors for people with a browser: kept for a while, and shown by the UI that the browser is sent to (spec section
 * 1.5). The newest {@value #KEPT_MAX} of this node, in memory.
 */
@RestController
public final class ErrorPages implements PageForErrors {

    private static final int KEPT_MAX = 1_000;

    /** The error that a UI shows to see what an error looks like. */
    private static final String STUB = "stub:500";

    private final Urls urls;
    private final CsrfCookie csrf;
    private final Clock clock;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > KEPT_MAX;
        }
    });

    private record Kept(ObjectNode error, Instant at) {}

    public ErrorPages(Urls urls, CsrfCookie csrf, Clock clock) {
        this.urls = urls;
        this.csrf = csrf;
        this.clock = clock;
    }

    /** The error itself for a client that reads JSON, else the way to the page that shows it. */
    public ResponseEntity<byte[]> answer(ApiError error, HttpServletRequest request) {
        return answer(error, request, HttpHeaders.EMPTY);
    }

    /** The same with more headers. */
    public ResponseEntity<byte[]> answer(ApiError error, HttpServletRequest request, HttpHeaders more) {
        return Negotiation.isJson(request) ? error.answer(more) : page(error, more);
    }

    @Override
    public ResponseEntity<byte[]> tell(ApiError error) {
        return page(error, HttpHeaders.EMPTY);
    }

    private ResponseEntity<byte[]> page(ApiError error, HttpHeaders more) {
        var id = UUID.randomUUID().toString();
        kept.put(id, new Kept(error.object(), clock.instant()));
        return Answers.redirect(HttpStatus.SEE_OTHER, Urls.with(urls.errorUi(), "id", id), more);
    }

    @GetMapping("/self-service/errors")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        var cookie = csrf.whenMissing(request);
        var id = Query.parameter(request, "id")
                .or(() -> Query.parameter(request, "error"))
                .orElse("");
        var found = id.equals(STUB) ? stub() : kept.get(id);
        if (found == null) {
            return ApiError.notLocated().answer(cookie);
        }
        var json = WireJson.mapper().createObjectNode();
        json.put("id", id.equals(STUB) ? UUID.randomUUID().toString() : id);
        json.set("error", found.error());
        json.put("created_at", found.at().toString());
        json.put("updated_at", found.at().toString());
        return Answers.json(200, json, cookie);
    }

    private Kept stub() {
        var error = ApiError.of(HttpStatus.INTERNAL_SERVER_ERROR, "This is a stub error.");
        return new Kept(error.object(), clock.instant());
    }
}
