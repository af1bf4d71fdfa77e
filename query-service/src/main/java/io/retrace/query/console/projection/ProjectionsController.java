package io.retrace.query.console.projection;

import io.retrace.query.console.Frames;
import io.retrace.query.console.Pages;
import io.retrace.query.feed.Followers;
import io.retrace.query.feed.PastRebuilds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page of views. */
@RestController
final class ProjectionsController {

    private final Followers followers;
    private final PastRebuilds rebuilds;
    private final Frames frames;

    ProjectionsController(Followers followers, PastRebuilds rebuilds, Frames frames) {
        this.followers = followers;
        this.rebuilds = rebuilds;
        this.frames = frames;
    }

    @GetMapping("/admin/console/projections")
    ResponseEntity<byte[]> projections(HttpServletRequest http) {
        var frame = frames.of(http, "projections");
        var last = rebuilds.last();
        var views = followers.statuses().stream()
                .map(status -> new ProjectionView(status, Optional.ofNullable(last.get(status.name())), frame.now()))
                .toList();
        return Pages.page(JteprojectionsGenerated::render, new ProjectionsPage(frame, views));
    }
}
