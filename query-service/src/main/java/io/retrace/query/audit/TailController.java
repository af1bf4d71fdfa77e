package io.retrace.query.audit;

import static io.retrace.query.audit.AuditQueries.FILTER;

import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What happens, as it happens. */
@RestController
final class TailController {

    private static final String LAST_EVENT = "Last-Event-ID";

    private final AuditTrail trail;

    TailController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/admin/audit/tail")
    void tail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = Parameters.ofQuery(request.getQueryString(), FILTER);
        var after = Optional.ofNullable(request.getHeader(LAST_EVENT))
                .map(text -> AuditQueries.position(text)
                        .orElseThrow(() -> new MalformedSearch(LAST_EVENT + " must be a position")));
        if (!trail.follow(asked, after, request, response, ObjectNode::toString)) {
            Answers.write(
                    Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "too-many-tails", "too many follow already")
                            .answer(request),
                    response);
        }
    }
}
