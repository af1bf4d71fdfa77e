package io.retrace.query.console.steps;

import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Pages;
import io.retrace.query.console.Starts;
import io.retrace.query.steps.Steps;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page that steps through a recovery, by number or to where an event stands. */
@RestController
final class StepsController {

    private static final String SECTION = "recoveries";

    private final Frames frames;
    private final Notices notices;
    private final Starts starts;
    private final Moments moments;
    private final Views views;
    private final Steps steps;

    StepsController(Frames frames, Notices notices, Starts starts, Moments moments, Views views, Steps steps) {
        this.frames = frames;
        this.notices = notices;
        this.starts = starts;
        this.moments = moments;
        this.views = views;
        this.steps = steps;
    }

    @GetMapping("/admin/console/recoveries")
    ResponseEntity<byte[]> start(HttpServletRequest request) {
        return starts.page(
                frames.of(request, SECTION),
                "Which recovery?",
                "Step by step: who answered what, and why; what the client saw before and after, and what was left.",
                List.of("recovery.RecoveryCompleted", "recovery.RecoveryLocked", "recovery.RecoveryReplaced"));
    }

    @GetMapping("/admin/console/recoveries/{id}")
    ResponseEntity<byte[]> steps(HttpServletRequest request, @PathVariable("id") String id) {
        var now = moments.of("").orElseThrow();
        if (!views.reach("audit").covers(now.position())) {
            return notices.beingBuilt(request);
        }
        var all = Query.uuid(id).map(uuid -> steps(new RecoveryId(uuid), now)).orElse(List.of());
        if (all.isEmpty()) {
            return notices.notFound(
                    request, "There is no recovery with this id.", "Perhaps it is the id of something else.");
        }
        return Pages.page(
                JtestepsGenerated::render, new StepsPage(frames.of(request, SECTION), id, all, chosen(request, all)));
    }

    private List<Step> steps(RecoveryId id, AsOf now) {
        var found = steps.of(id, now);
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Step(i + 1, new Entry(found.get(i))))
                .toList();
    }

    /** The first one where nothing is chosen. */
    private static int chosen(HttpServletRequest request, List<Step> all) {
        var byNumber = Query.parameter(request, "step")
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf)
                .map(step -> Math.min(step, all.size()));
        return byNumber.or(() -> byPosition(request, all)).orElse(1);
    }

    private static Optional<Integer> byPosition(HttpServletRequest request, List<Step> all) {
        return Query.parameter(request, "at")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .flatMap(position -> all.stream()
                        .filter(step -> step.entry().position() <= position)
                        .reduce((_, later) -> later))
                .map(Step::number);
    }
}
