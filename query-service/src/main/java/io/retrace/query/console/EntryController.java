package io.retrace.query.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way in, the keys, and what is not there. */
@RestController
final class EntryController {

    private final Frames frames;
    private final Notices notices;

    EntryController(Frames frames, Notices notices) {
        this.frames = frames;
        this.notices = notices;
    }

    /** To the first page that the caller may open. */
    @GetMapping("/admin/console")
    ResponseEntity<byte[]> enter(HttpServletRequest request) {
        return Pages.seeOther(frames.of(request, "").navigation().getFirst().url());
    }

    @GetMapping("/admin/console/help")
    ResponseEntity<byte[]> help(HttpServletRequest request) {
        return Pages.page(JtehelpGenerated::render, new PlainPage(frames.of(request, "help")));
    }

    @GetMapping("/admin/console/**")
    ResponseEntity<byte[]> nothing(HttpServletRequest request) {
        return notices.notFound(
                request,
                "The console has no page with this address.",
                "Perhaps a part of it was lost on the way here.");
    }
}
