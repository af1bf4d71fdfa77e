package io.retrace.query.timeline;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.query.asof.Moments;
import io.retrace.query.asof.Views;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ClientAddress.Network;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Timelines, oldest entry first, in pages; what the view has not seen yet is said to be missing. */
@RestController
final class TimelineController {

    private static final Problem MALFORMED = Problem.of(
            HttpStatus.BAD_REQUEST,
            "as_of must be a moment of the past, after a position, limit 1 to " + Page.LIMIT_MAX
                    + ", gap a number of seconds");

    private final Moments moments;
    private final Views views;
    private final TimelineTable table;
    private final Entries entries;

    TimelineController(Moments moments, Views views, TimelineTable table, Entries entries) {
        this.moments = moments;
        this.views = views;
        this.table = table;
        this.entries = entries;
    }

    @GetMapping("/admin/audit/recoveries/{id}/timeline")
    ResponseEntity<byte[]> ofFlow(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, (uuid, page) -> table.ofFlow(new RecoveryId(uuid), page));
    }

    @GetMapping("/admin/audit/identities/{id}/timeline")
    ResponseEntity<byte[]> ofIdentity(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, (uuid, page) -> table.ofIdentity(new IdentityId(uuid), page));
    }

    @GetMapping("/admin/audit/addresses/{id}/timeline")
    ResponseEntity<byte[]> ofAddress(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, (uuid, page) -> table.ofAddress(new AddressId(uuid), page));
    }

    /** Of the last week before its end, where nothing else is asked. */
    @GetMapping("/admin/audit/networks/timeline")
    ResponseEntity<byte[]> ofNetwork(HttpServletRequest request) {
        var network = Query.parameter(request, "network").flatMap(Network::of);
        if (network.isEmpty()) {
            return Problem.of(HttpStatus.BAD_REQUEST, "network must be an IP address, or a network as 192.0.2.0/24")
                    .answer(request);
        }
        return answer(request, page -> table.ofNetwork(network.get(), page.ofAWeek(moments)));
    }

    private ResponseEntity<byte[]> ofId(
            String text, HttpServletRequest request, BiFunction<UUID, Page, List<EventEnvelope>> events) {
        return Query.uuid(text)
                .map(id -> answer(request, page -> events.apply(id, page)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "that is the id of nothing")
                        .answer(request));
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Page, List<EventEnvelope>> events) {
        return Page.of(request, moments)
                .map(page -> Answers.json(200, page(page, events)))
                .orElseGet(() -> MALFORMED.answer(request));
    }

    private ObjectNode page(Page page, Function<Page, List<EventEnvelope>> events) {
        // before the events are read: what the view learns meanwhile is not promised
        var view = view(page);
        var found = events.apply(page);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        var body = WireJson.mapper().createObjectNode();
        body.putObject("as_of")
                .put("position", page.until().position())
                .put("at", page.until().at().toString());
        body.set("entries", entries.json(shown, page));
        if (found.size() > shown.size()) {
            body.put("next", shown.getLast().position());
        }
        body.set("view", view);
        return body;
    }

    /** How much of the log the timeline can know. */
    private ObjectNode view(Page page) {
        var reach = views.reach("audit");
        long missing = Math.max(0, page.until().position() - reach.position());
        var json = WireJson.mapper().createObjectNode();
        json.put("position", reach.position());
        json.put("head", reach.head());
        json.put("missing", missing);
        json.put("of_this_log", reach.sameLife());
        Optional.of(missing)
                .filter(count -> count > 0)
                .flatMap(_ -> table.recordedAt(reach.position() + 1))
                .ifPresent(at -> json.put("oldest_missing_at", at.toString()));
        return json;
    }
}
