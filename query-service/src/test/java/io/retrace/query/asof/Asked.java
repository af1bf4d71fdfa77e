package io.retrace.query.asof;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SessionId;
import io.retrace.query.QuerySide;
import io.retrace.query.feed.ViewLog;
import io.retrace.wire.access.Reveal;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Asks as a responder does, when the views have seen everything or nothing. */
final class Asked {

    private final StateController controller;
    private final Seen seen;

    Asked(ViewLog log, Clock clock) {
        this(log.side(), clock, new Seen(log));
    }

    /** Asks a node. */
    Asked(QuerySide side, Clock clock, Seen seen) {
        this.seen = seen;
        var database = side.database();
        var moments = new Moments(database, clock);
        var urls = new Urls("http://public", "http://admin", "", "", "", "");
        var histories = new Histories(database, side.codec(), moments);
        controller = new StateController(
                moments,
                new Views(database),
                new States(histories, side.codec()),
                histories,
                new RecoveryJson(urls, Reveal.CLOSED, Reveal.CLOSED));
    }

    JsonNode identity(IdentityId id, String asOf) {
        seen.follow();
        return unseen(controller.identity(id.toString(), request(asOf)));
    }

    JsonNode recovery(RecoveryId id, String asOf) {
        seen.follow();
        return unseen(controller.recovery(id.toString(), request(asOf)));
    }

    JsonNode session(SessionId id, String asOf) {
        seen.follow();
        return unseen(controller.session(id.toString(), request(asOf)));
    }

    JsonNode address(AddressId id, String asOf) {
        seen.follow();
        return unseen(controller.address(id.toString(), request(asOf)));
    }

    JsonNode unseenIdentity(IdentityId id) {
        return unseen(controller.identity(id.toString(), request("")));
    }

    JsonNode unseenAddress(AddressId id) {
        return unseen(controller.address(id.toString(), request("")));
    }

    /** The views see everything there is. */
    void follow() {
        seen.follow();
    }

    /** The hash of a state, whatever the views have seen; empty where there was nothing. */
    Optional<String> hash(String kind, UUID id, long position) {
        var answer = answer(kind, id.toString(), "" + position);
        return answer.getStatusCode().value() == 404
                ? Optional.empty()
                : Optional.of(unseen(answer).path("state_hash").asString());
    }

    private ResponseEntity<byte[]> answer(String kind, String id, String asOf) {
        var request = request(asOf);
        return switch (kind) {
            case "identities" -> controller.identity(id, request);
            case "recoveries" -> controller.recovery(id, request);
            case "sessions" -> controller.session(id, request);
            default -> controller.address(id, request);
        };
    }

    int status(String kind, String id, String asOf) {
        var answer = answer(kind, id, asOf);
        assertThat(answer.getHeaders().getFirst("Content-Type")).isEqualTo("application/problem+json");
        return answer.getStatusCode().value();
    }

    private static MockHttpServletRequest request(String asOf) {
        var request = new MockHttpServletRequest("GET", "/admin/audit");
        request.setQueryString("as_of=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8));
        return request;
    }

    private static JsonNode unseen(ResponseEntity<byte[]> answer) {
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return WireJson.mapper().readTree(Objects.requireNonNull(answer.getBody()));
    }
}
