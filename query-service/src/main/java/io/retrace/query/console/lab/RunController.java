package io.retrace.query.console.lab;

import io.retrace.model.event.ReplayId;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Links;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Pages;
import io.retrace.query.replay.Comparison;
import io.retrace.query.replay.Replays;
import io.retrace.query.replay.Report;
import io.retrace.query.replay.Report.Otherwise;
import io.retrace.query.replay.Report.Stopped;
import io.retrace.query.replay.Run;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One run, and two beside each other. */
@RestController
final class RunController {

    private static final String ONE = "/admin/console/lab/{id}";
    private static final String NO_RUN = "There is no such run.";
    private static final String LOOK_IN_LIST = "The lab lists those that there are.";

    private final Replays replays;
    private final Frames frames;
    private final Notices notices;
    private final Links links;

    RunController(Replays replays, Frames frames, Notices notices, Links links) {
        this.replays = replays;
        this.frames = frames;
        this.notices = notices;
        this.links = links;
    }

    @GetMapping(ONE)
    ResponseEntity<byte[]> one(HttpServletRequest http, @PathVariable("id") String id) {
        return ofRun(http, id, run -> Pages.page(JterunGenerated::render, page(http, run)));
    }

    /** How far it is; once it has ended, the page is to be loaded anew. */
    @GetMapping(ONE + "/progress")
    ResponseEntity<byte[]> progress(HttpServletRequest http, @PathVariable("id") String id) {
        return ofRun(http, id, run -> {
            var view = new RunView(run, links);
            var fragment = Pages.page(JteprogressGenerated::render, view);
            return view.isOpen()
                    ? fragment
                    : ResponseEntity.ok()
                            .headers(fragment.getHeaders())
                            .header("HX-Refresh", "true")
                            .body(fragment.getBody());
        });
    }

    @PostMapping(ONE + "/cancel")
    ResponseEntity<byte[]> cancel(HttpServletRequest http, @PathVariable("id") String id) {
        return ofRun(http, id, run -> {
            replays.cancel(run.id());
            return Pages.seeOther(links.run(run.id().value()));
        });
    }

    @PostMapping(ONE + "/resume")
    ResponseEntity<byte[]> resume(HttpServletRequest http, @PathVariable("id") String id) {
        return ofRun(http, id, run -> {
            replays.resume(run.id());
            return Pages.seeOther(links.run(run.id().value()));
        });
    }

    @GetMapping("/admin/console/lab/compare")
    ResponseEntity<byte[]> compare(HttpServletRequest http) {
        var a = find(Query.parameter(http, "a"));
        var b = find(Query.parameter(http, "b"));
        if (a.isEmpty() || b.isEmpty()) {
            return notices.notFound(http, "Two runs are compared, and one of these is not there.", LOOK_IN_LIST);
        }
        return Comparison.of(a.get(), b.get())
                .map(comparison -> Pages.page(JtecompareGenerated::render, page(http, comparison)))
                .orElseGet(() -> notices.malformed(http, "Only completed what-if runs can be compared"));
    }

    private ResponseEntity<byte[]> ofRun(
            HttpServletRequest http, String text, Function<Run, ResponseEntity<byte[]>> answer) {
        return find(Optional.of(text)).map(answer).orElseGet(() -> notices.notFound(http, NO_RUN, LOOK_IN_LIST));
    }

    private Optional<Run> find(Optional<String> id) {
        return id.flatMap(Query::uuid).map(ReplayId::new).flatMap(replays::find);
    }

    private RunPage page(HttpServletRequest http, Run run) {
        return new RunPage(
                frames.of(http, "lab"),
                new RunView(run, links),
                replays.policyAt(run.to()),
                run.report().map(this::networks).orElse(Map.of()));
    }

    private ComparePage page(HttpServletRequest http, Comparison comparison) {
        return new ComparePage(frames.of(http, "lab"), comparison, networks(comparison.ofA(), comparison.ofB()));
    }

    private Map<Long, String> networks(Report... reports) {
        return replays.networks(List.of(reports).stream()
                .filter(Otherwise.class::isInstance)
                .flatMap(report -> ((Otherwise) report).stopped().stream())
                .map(Stopped::position)
                .toList());
    }
}
