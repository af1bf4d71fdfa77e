package io.retrace.query.console.identity;

import io.retrace.model.event.IdentityId;
import io.retrace.query.asof.AsOf;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.States;
import io.retrace.query.asof.Views;
import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Frames;
import io.retrace.query.console.Moment;
import io.retrace.query.console.Notices;
import io.retrace.query.console.Pages;
import io.retrace.query.console.Starts;
import io.retrace.query.timeline.Page;
import io.retrace.query.timeline.Timelines;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page of an account as of a moment: now, a time, a position of the log, or after one of its events. */
@RestController
final class IdentityController {

    private static final String SECTION = "identities";
    private static final int EVENTS_MAX = 500;

    private final Frames frames;
    private final Notices notices;
    private final Starts starts;
    private final Moments moments;
    private final Views views;
    private final States states;
    private final Timelines timelines;

    IdentityController(
            Frames frames,
            Notices notices,
            Starts starts,
            Moments moments,
            Views views,
            States states,
            Timelines timelines) {
        this.frames = frames;
        this.notices = notices;
        this.starts = starts;
        this.moments = moments;
        this.views = views;
        this.states = states;
        this.timelines = timelines;
    }

    @GetMapping("/admin/console/identities")
    ResponseEntity<byte[]> start(HttpServletRequest request) {
        return starts.page(
                frames.of(request, SECTION),
                "Which account?",
                "How it was at any moment: addresses, sessions, what was outstanding, and who could have recovered it.",
                List.of("recovery.RecoveryCompleted", "identity.PasswordChanged", "identity.IdentityStateChanged"));
    }

    @GetMapping("/admin/console/identities/{id}")
    ResponseEntity<byte[]> identity(HttpServletRequest request, @PathVariable("id") String id) {
        return Query.uuid(id).map(uuid -> identity(request, uuid)).orElseGet(() -> notThere(request));
    }

    private ResponseEntity<byte[]> identity(HttpServletRequest request, UUID id) {
        var now = moments.of("").orElseThrow();
        if (!views.reach("audit").covers(now.position())) {
            return notices.beingBuilt(request);
        }
        var timeline = timelines.ofIdentity(id, new Page(0, now, EVENTS_MAX, Duration.ofDays(1)));
        var events = timeline.path("entries").valueStream().map(Entry::new).toList();
        if (events.isEmpty()) {
            return notThere(request);
        }
        var asOf = asOf(request, events).orElse(now);
        var state = states.identity(new IdentityId(id), asOf).map(State::new);
        return Pages.page(
                JteidentityGenerated::render,
                new IdentityPage(
                        frames.of(request, SECTION), id.toString(), asOf, state, events, !timeline.has("next")));
    }

    private Optional<AsOf> asOf(HttpServletRequest request, List<Entry> events) {
        return Query.parameter(request, "as_of")
                .map(Moment::typed)
                .or(() -> Query.parameter(request, "step")
                        .filter(text -> text.matches("[1-9]\\d{0,3}"))
                        .map(text -> events.get(Math.min(Integer.parseInt(text), events.size()) - 1))
                        .map(event -> String.valueOf(event.position())))
                .map(text -> moments.of(text)
                        .orElseThrow(() -> new MalformedSearch(
                                "the moment must be a time in the past, or a position that the log has reached")));
    }

    private ResponseEntity<byte[]> notThere(HttpServletRequest request) {
        return notices.notFound(
                request, "There is no account with this id.", "Perhaps it is the id of something else.");
    }
}
