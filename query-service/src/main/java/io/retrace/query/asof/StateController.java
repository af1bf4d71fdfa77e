package io.retrace.query.asof;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SessionId;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The state of identities, recoveries, sessions and addresses at any moment of the log; personal data stays closed. */
@RestController
final class StateController {

    private static final Problem NOTHING_THERE =
            Problem.of(HttpStatus.NOT_FOUND, "there was no such thing at that moment");

    private final Moments moments;
    private final Views views;
    private final States states;
    private final RecoveryAsOf recoveries;
    private final SessionAsOf sessions;
    private final AddressAsOf addresses;
    private final RecoveryJson flows;

    StateController(Moments moments, Views views, States states, Histories histories, RecoveryJson flows) {
        this.moments = moments;
        this.views = views;
        this.states = states;
        this.recoveries = new RecoveryAsOf(histories);
        this.sessions = new SessionAsOf(histories);
        this.addresses = new AddressAsOf(histories);
        this.flows = flows;
    }

    @GetMapping("/admin/audit/identities/{id}/state")
    ResponseEntity<byte[]> identity(@PathVariable("id") String id, HttpServletRequest request) {
        return answer(id, request, (uuid, asOf) -> states.identity(new IdentityId(uuid), asOf));
    }

    @GetMapping("/admin/audit/recoveries/{id}/state")
    ResponseEntity<byte[]> recovery(@PathVariable("id") String id, HttpServletRequest request) {
        return answer(
                id,
                request,
                (uuid, asOf) -> recoveries.state(new RecoveryId(uuid), asOf).map(found -> {
                    var body = states.whole(asOf, found.state());
                    body.set("document", flows.of(found.seen(), Optional.empty()));
                    return body;
                }));
    }

    @GetMapping("/admin/audit/sessions/{id}/state")
    ResponseEntity<byte[]> session(@PathVariable("id") String id, HttpServletRequest request) {
        return answer(
                id,
                request,
                (uuid, asOf) -> sessions.state(new SessionId(uuid), asOf).map(state -> states.whole(asOf, state)));
    }

    @GetMapping("/admin/audit/addresses/{id}/state")
    ResponseEntity<byte[]> address(@PathVariable("id") String id, HttpServletRequest request) {
        var behind = moments.of(asked(request)).flatMap(asOf -> views.tooFarBehind("address", asOf, request));
        return behind.orElseGet(() -> answer(
                id,
                request,
                (uuid, asOf) -> addresses.state(new AddressId(uuid), asOf).map(state -> states.whole(asOf, state))));
    }

    private ResponseEntity<byte[]> answer(
            String id, HttpServletRequest request, BiFunction<UUID, AsOf, Optional<ObjectNode>> state) {
        var moment = moments.of(asked(request));
        if (moment.isEmpty()) {
            return Moments.NONE.answer(request);
        }
        var asOf = moment.get();
        return views.tooFarBehind("audit", asOf, request)
                .orElseGet(() -> Query.uuid(id)
                        .flatMap(uuid -> state.apply(uuid, asOf))
                        .map(body -> Answers.json(200, body))
                        .orElseGet(() -> NOTHING_THERE.answer(request)));
    }

    private static String asked(HttpServletRequest request) {
        return Query.parameter(request, "as_of").orElse("");
    }
}
