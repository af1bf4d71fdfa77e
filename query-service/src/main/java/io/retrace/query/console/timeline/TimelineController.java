package io.retrace.query.console.timeline;

import io.retrace.query.asof.Moments;
import io.retrace.query.audit.AuditTrail;
import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Form;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Pages;
import io.retrace.query.console.Starts;
import io.retrace.query.timeline.Page;
import io.retrace.query.timeline.Timelines;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.Opener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page of a timeline. Sent by POST with a reason it shows what is personal; no URL does. */
@RestController
final class TimelineController {

    private static final String SECTION = "timeline";
    private static final String LIMIT_MAX = "1000";

    private final Frames frames;
    private final Starts starts;
    private final Moments moments;
    private final Timelines timelines;
    private final AuditTrail trail;
    private final Reveal reveal;

    TimelineController(
            Frames frames, Starts starts, Moments moments, Timelines timelines, AuditTrail trail, Reveal reveal) {
        this.frames = frames;
        this.starts = starts;
        this.moments = moments;
        this.timelines = timelines;
        this.trail = trail;
        this.reveal = reveal;
    }

    @GetMapping("/admin/console/timeline")
    ResponseEntity<byte[]> timeline(HttpServletRequest request) {
        return About.of(request)
                .map(about -> page(request, about, Optional.empty()))
                .orElseGet(() -> starts.page(
                        frames.of(request, SECTION),
                        "Whose timeline?",
                        "What happened to an account, in a recovery, to an address or from a network, one after the other.",
                        List.of("recovery.RecoveryCompleted", "recovery.RecoveryLocked")));
    }

    @PostMapping("/admin/console/timeline")
    ResponseEntity<byte[]> timelineRevealed(HttpServletRequest request) throws IOException {
        var about = About.of(request).orElseThrow(() -> new MalformedSearch("the timeline must be somebody's"));
        var opener = reveal.because(Form.of(request).field("reason").orElse(""), request, about.stream());
        return page(request, about, Optional.of(opener));
    }

    private ResponseEntity<byte[]> page(HttpServletRequest request, About about, Optional<Opener> opener) {
        var part = Page.of(request, moments)
                .orElseThrow(() -> new MalformedSearch("after must be a position, and as_of a moment of the past"));
        var timeline = about.timeline(timelines, part);
        var entries = timeline.path("entries").valueStream().toList();
        opener.ifPresent(open -> show(entries, about, open));
        return Pages.page(
                JtetimelineGenerated::render,
                TimelinePage.of(
                        frames.of(request, SECTION),
                        about,
                        Part.of(request),
                        timeline,
                        entries.stream().map(Entry::new).toList(),
                        opener.isPresent()));
    }

    /** Adds to the entries what the audit trail shows to whoever may see it. */
    private void show(List<JsonNode> entries, About about, Opener opener) {
        if (entries.isEmpty()) {
            return;
        }
        var asked = new HashMap<>(about.filter());
        asked.putAll(Map.of(
                "from_position", List.of(entries.getFirst().path("position").asString()),
                "to_position", List.of(entries.getLast().path("position").asString()),
                "limit", List.of(LIMIT_MAX)));
        var shown = trail.events(asked, Optional.of(opener))
                .path("entries")
                .valueStream()
                .collect(Collectors.toMap(entry -> entry.path("position").asLong(0), entry -> entry));
        for (var entry : entries) {
            var open = shown.get(entry.path("position").asLong(0));
            if (open != null) {
                ((ObjectNode) entry).setAll(Map.of("data", open.path("data"), "client", open.path("client")));
            }
        }
    }
}
