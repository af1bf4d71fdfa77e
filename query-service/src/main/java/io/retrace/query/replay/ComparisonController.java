package io.retrace.query.replay;

import io.retrace.model.event.ReplayId;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lays two reports beside each other. */
@RestController
final class ComparisonController {

    private final Replays replays;

    ComparisonController(Replays replays) {
        this.replays = replays;
    }

    /** What one policy does and the other does not. */
    @GetMapping("/admin/replays/compare")
    ResponseEntity<byte[]> compare(HttpServletRequest http) {
        var a = Query.uuid(http, "a");
        var b = Query.uuid(http, "b");
        if (a.isEmpty() || b.isEmpty()) {
            return Problem.of(HttpStatus.BAD_REQUEST, "malformed", "a and b must be the ids of two replays")
                    .answer(http);
        }
        var runs = a.map(ReplayId::new).flatMap(replays::find);
        var others = b.map(ReplayId::new).flatMap(replays::find);
        if (runs.isEmpty() || others.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "there is no such replay").answer(http);
        }
        return Comparison.of(runs.get(), others.get())
                .map(comparison -> Answers.json(200, ComparisonJson.of(comparison)))
                .orElseGet(() -> incomparable(http));
    }

    private static ResponseEntity<byte[]> incomparable(HttpServletRequest http) {
        return Problem.of(HttpStatus.CONFLICT, "not-comparable", Comparison.NEEDS)
                .answer(http);
    }
}
