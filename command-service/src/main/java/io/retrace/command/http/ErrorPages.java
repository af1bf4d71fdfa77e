package io.retrace.command.http;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Negotiation;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors for people with a browser: kept for a while, and shown by the UI that the browser is sent to (spec section
 * 1.5). The newest {@value #KEPT_MAX} of this node, in memory.
 */
@RestController
public final class ErrorPages {

    private static final int KEPT_MAX = 1_000;

    private final Urls urls;
    private final Clock clock;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > KEPT_MAX;
        }
    });

    private record Kept(ObjectNode error, Instant at) {}

    public ErrorPages(Urls urls, Clock clock) {
        this.urls = urls;
        this.clock = clock;
    }

    /** The error itself for a client that reads JSON, else the way to the page that shows it. */
    public ResponseEntity<byte[]> answer(ApiError error, HttpServletRequest request) {
        return Negotiation.isJson(request) ? error.answer() : page(error);
    }

    private ResponseEntity<byte[]> page(ApiError error) {
        var id = UUID.randomUUID().toString();
        kept.put(id, new Kept(error.object(), clock.instant()));
        return Answers.redirect(HttpStatus.SEE_OTHER, urls.errorUi() + "?id=" + id, HttpHeaders.EMPTY);
    }

    @GetMapping("/self-service/errors")
    ResponseEntity<byte[]> error(@RequestParam(name = "id", defaultValue = "") String id) {
        var found = kept.get(id);
        if (found == null) {
            return ApiError.notLocated().answer();
        }
        var json = WireJson.mapper().createObjectNode();
        json.put("id", id);
        json.set("error", found.error());
        json.put("created_at", found.at().toString());
        json.put("updated_at", found.at().toString());
        return Answers.json(200, json);
    }
}
