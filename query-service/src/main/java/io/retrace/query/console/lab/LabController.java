package io.retrace.query.console.lab;

import io.retrace.model.event.ReplayId;
import io.retrace.query.console.Form;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Links;
import io.retrace.query.console.Pages;
import io.retrace.query.replay.Replays;
import io.retrace.query.replay.Run;
import io.retrace.wire.access.Caller;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The list of runs, and asking for one. */
@RestController
final class LabController {

    private static final String LAB = "/admin/console/lab";
    private static final int LISTED = 25;

    private final Replays replays;
    private final Frames frames;
    private final Links links;
    private final Clock clock;

    LabController(Replays replays, Frames frames, Links links, Clock clock) {
        this.replays = replays;
        this.frames = frames;
        this.links = links;
        this.clock = clock;
    }

    @GetMapping(LAB)
    ResponseEntity<byte[]> lab(HttpServletRequest http) {
        var inForce = inForce();
        var form = Query.uuid(http, "like")
                .map(ReplayId::new)
                .flatMap(replays::find)
                .map(run -> LabForm.like(run.request(), run.from(), run.to(), inForce))
                .orElseGet(() -> LabForm.of(Query.of(http), inForce));
        return page(http, HttpStatus.OK, form);
    }

    /** Leads to the run, or back to the form with what is wrong with it. */
    @PostMapping(LAB)
    ResponseEntity<byte[]> begin(HttpServletRequest http) throws IOException {
        var form = Form.of(http);
        var reading = new Reading(form, replays::check);
        var request = reading.request(clock.instant());
        if (reading.complaints().isEmpty()) {
            try {
                Run run = replays.begin(request, Caller.of(http).actor());
                return Pages.seeOther(links.run(run.id().value()));
            } catch (IllegalArgumentException e) {
                reading.complain(String.valueOf(e.getMessage()));
            }
        }
        return page(http, HttpStatus.BAD_REQUEST, new LabForm(form.fields(), reading.complaints(), inForce()));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest http, HttpStatus status, LabForm form) {
        var runs = replays.newestWithCounts(LISTED).stream()
                .map(run -> new RunView(run, links))
                .toList();
        return Pages.page(status, JtelabGenerated::render, new LabPage(frames.of(http, "lab"), runs, form));
    }

    private JsonNode inForce() {
        return replays.policyAt(Long.MAX_VALUE);
    }
}
