package io.retrace.query.timeline;

import io.retrace.query.asof.Moments;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ClientAddress.Network;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Timelines by HTTP. */
@RestController
final class TimelineController {

    private static final Problem MALFORMED = Problem.of(
            HttpStatus.BAD_REQUEST,
            "as_of must be a moment of the past, after a position, limit 1 to " + Page.LIMIT_MAX
                    + ", gap a number of seconds");

    private final Moments moments;
    private final Timelines timelines;

    TimelineController(Moments moments, Timelines timelines) {
        this.moments = moments;
        this.timelines = timelines;
    }

    @GetMapping("/admin/audit/recoveries/{id}/timeline")
    ResponseEntity<byte[]> ofFlow(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, timelines::ofFlow);
    }

    @GetMapping("/admin/audit/identities/{id}/timeline")
    ResponseEntity<byte[]> ofIdentity(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, timelines::ofIdentity);
    }

    @GetMapping("/admin/audit/addresses/{id}/timeline")
    ResponseEntity<byte[]> ofAddress(@PathVariable("id") String id, HttpServletRequest request) {
        return ofId(id, request, timelines::ofAddress);
    }

    @GetMapping("/admin/audit/networks/timeline")
    ResponseEntity<byte[]> ofNetwork(HttpServletRequest request) {
        var network = Query.parameter(request, "network").flatMap(Network::of);
        if (network.isEmpty()) {
            return Problem.of(HttpStatus.BAD_REQUEST, "network must be an IP address, or a network as 192.0.2.0/24")
                    .answer(request);
        }
        return answer(request, page -> timelines.ofNetwork(network.get(), page));
    }

    private ResponseEntity<byte[]> ofId(
            String text, HttpServletRequest request, BiFunction<UUID, Page, ObjectNode> timeline) {
        return Query.uuid(text)
                .map(id -> answer(request, page -> timeline.apply(id, page)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "that is the id of nothing")
                        .answer(request));
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, Function<Page, ObjectNode> timeline) {
        return Page.of(request, moments)
                .map(page -> Answers.json(200, timeline.apply(page)))
                .orElseGet(() -> MALFORMED.answer(request));
    }
}
