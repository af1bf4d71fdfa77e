package io.retrace.command.session;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.Requests;
import io.retrace.log.OwnSessions;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.SessionId;
import io.retrace.model.identity.EndOtherSessions;
import io.retrace.model.session.EndSession;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A person ends sessions of their own on other devices; the one that asks leaves by logout (spec section 10.2). */
@RestController
final class OwnSessionsController {

    private final Commands commands;
    private final Requests requests;
    private final OwnSessions sessions;

    OwnSessionsController(Commands commands, Requests requests, OwnSessions sessions) {
        this.commands = commands;
        this.requests = requests;
        this.sessions = sessions;
    }

    @DeleteMapping("/sessions")
    ResponseEntity<byte[]> endOthers(HttpServletRequest request) {
        return requests.signedIn(request)
                .map(who -> {
                    var at = requests.now();
                    var identity = who.identity().id();
                    int others = sessions.besides(who, at).inForce().size();
                    var command = new EndOtherSessions(identity, who.session().id(), others, at);
                    var origin = requests.origin(request, identity.stream(), identity.stream());
                    var reply = commands.send(identity.stream(), command, origin, EndOtherSessions.Reply.class);
                    return Answers.json(
                            200, WireJson.mapper().createObjectNode().put("count", reply.ended()));
                })
                .orElseGet(() -> ApiError.noCredentials().answer());
    }

    @DeleteMapping("/sessions/{id}")
    ResponseEntity<byte[]> end(HttpServletRequest request, @PathVariable("id") String text) {
        var who = requests.signedIn(request);
        if (who.isEmpty()) {
            return ApiError.noCredentials().answer();
        }
        var id = Query.uuid(text).map(SessionId::new);
        if (id.isEmpty()) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "The session id is malformed.")
                    .answer();
        }
        if (id.get().equals(who.get().session().id())) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "The session that asks cannot be ended here, log out instead.")
                    .answer();
        }
        end(request, who.get(), id.get());
        // also for a session that never was, or is another person's: nobody learns which there are
        return ResponseEntity.noContent().build();
    }

    private void end(HttpServletRequest request, SignedIn who, SessionId id) {
        var command = new EndSession(id, who.identity().id(), requests.now());
        var origin = requests.origin(request, who.identity().id().stream(), id.stream());
        commands.send(id.stream(), command, origin, EndSession.Reply.class);
    }
}
