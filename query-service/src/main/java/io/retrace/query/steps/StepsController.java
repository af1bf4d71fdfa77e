package io.retrace.query.steps;

import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Steps through a recovery; personal data stays closed. A flow has few events: its policy bounds them. */
@RestController
final class StepsController {

    private final Moments moments;
    private final Views views;
    private final Steps steps;

    StepsController(Moments moments, Views views, Steps steps) {
        this.moments = moments;
        this.views = views;
        this.steps = steps;
    }

    @GetMapping("/admin/audit/recoveries/{id}/steps")
    ResponseEntity<byte[]> steps(@PathVariable("id") String text, HttpServletRequest request) {
        return moments.of(Query.parameter(request, "as_of").orElse(""))
                .map(asOf -> views.tooFarBehind("audit", asOf, request)
                        .orElseGet(() -> Query.uuid(text)
                                .map(id -> steps(new RecoveryId(id), asOf, request))
                                .orElseGet(() -> notThere(request))))
                .orElseGet(() -> Moments.NONE.answer(request));
    }

    private ResponseEntity<byte[]> steps(RecoveryId id, AsOf asOf, HttpServletRequest request) {
        var found = steps.of(id, asOf);
        if (found.isEmpty()) {
            return notThere(request);
        }
        var body = WireJson.mapper().createObjectNode();
        body.put("recovery", id.toString());
        body.putObject("as_of")
                .put("position", asOf.position())
                .put("at", asOf.at().toString());
        body.set("steps", found);
        return Answers.json(200, body);
    }

    private static ResponseEntity<byte[]> notThere(HttpServletRequest request) {
        return Problem.of(HttpStatus.NOT_FOUND, "there was no such recovery at that moment")
                .answer(request);
    }
}
