package io.retrace.query.console.search;

import io.retrace.query.audit.AuditTrail;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Form;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Pages;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.Opener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The search page and the page of one event. Sent by POST with a reason, both show what is personal; no URL does. */
@RestController
final class SearchController {

    private static final String SECTION = "events";

    private final Frames frames;
    private final Notices notices;
    private final AuditTrail trail;
    private final SearchPages pages;
    private final Finder finder;
    private final Reveal reveal;

    SearchController(Frames frames, Notices notices, AuditTrail trail, Finder finder, Reveal reveal) {
        this.frames = frames;
        this.notices = notices;
        this.trail = trail;
        this.pages = new SearchPages(trail);
        this.finder = finder;
        this.reveal = reveal;
    }

    @GetMapping("/admin/console/events")
    ResponseEntity<byte[]> search(HttpServletRequest request) {
        return search(request, Optional.empty());
    }

    @PostMapping("/admin/console/events")
    ResponseEntity<byte[]> searchRevealed(HttpServletRequest request) throws IOException {
        return search(request, Optional.of(opener(request, Optional.empty())));
    }

    private ResponseEntity<byte[]> search(HttpServletRequest request, Optional<Opener> opener) {
        return Pages.page(
                JtesearchGenerated::render, pages.page(frames.of(request, SECTION), Asked.of(request), opener));
    }

    /** Where whatever somebody typed or pasted leads; an address goes no further than here. */
    @PostMapping("/admin/console/find")
    ResponseEntity<byte[]> find(HttpServletRequest request) throws IOException {
        return Pages.seeOther(finder.find(Form.of(request).field("q").orElse("")));
    }

    @GetMapping("/admin/console/events/{position}")
    ResponseEntity<byte[]> event(HttpServletRequest request, @PathVariable("position") String position) {
        return event(request, position, Optional.empty());
    }

    @PostMapping("/admin/console/events/{position}")
    ResponseEntity<byte[]> eventRevealed(HttpServletRequest request, @PathVariable("position") String position)
            throws IOException {
        var stream = found(position, Optional.empty())
                .path("entries")
                .valueStream()
                .findFirst()
                .flatMap(entry -> new Entry(entry).text("stream"));
        return stream.isEmpty() ? notThere(request) : event(request, position, Optional.of(opener(request, stream)));
    }

    private ResponseEntity<byte[]> event(HttpServletRequest request, String position, Optional<Opener> opener) {
        var found = found(position, opener);
        return found.path("entries")
                .valueStream()
                .map(Entry::new)
                .findFirst()
                .map(entry -> new EventPage(
                        frames.of(request, SECTION),
                        entry,
                        opener.isPresent(),
                        found.path("position").asLong(0)))
                .map(page -> Pages.page(JteeventGenerated::render, page))
                .orElseGet(() -> notThere(request));
    }

    private JsonNode found(String position, Optional<Opener> opener) {
        return position.matches("[1-9]\\d{0,17}")
                ? trail.events(Map.of("from_position", List.of(position), "to_position", List.of(position)), opener)
                : MissingNode.getInstance();
    }

    private ResponseEntity<byte[]> notThere(HttpServletRequest request) {
        return notices.notFound(
                request,
                "The log has no event at this position.",
                "Positions begin with 1 and have no gaps; one that is very new may take a moment to be seen here.");
    }

    private Opener opener(HttpServletRequest request, Optional<String> about) throws IOException {
        return reveal.because(Form.of(request).field("reason").orElse(""), request, about);
    }
}
