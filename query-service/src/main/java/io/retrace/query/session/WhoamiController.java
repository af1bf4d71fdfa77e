package io.retrace.query.session;

import io.retrace.log.SessionLookup;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.wire.flow.SessionJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.SessionCredentials;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Who is signed in, read from the log at every call, so that a revocation holds at once (spec section 10.2). */
@RestController
final class WhoamiController {

    private final SessionLookup sessions;
    private final Devices devices;
    private final SessionJson json;
    private final Clock clock;

    WhoamiController(SessionLookup sessions, Devices devices, SessionJson json, Clock clock) {
        this.sessions = sessions;
        this.devices = devices;
        this.json = json;
        this.clock = clock;
    }

    @RequestMapping(
            path = "/sessions/whoami",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE
            })
    ResponseEntity<byte[]> whoami(HttpServletRequest request) {
        return SessionCredentials.token(request)
                .flatMap(token -> sessions.find(token, clock.instant()))
                .map(this::answer)
                .orElseGet(() -> ApiError.noCredentials().answer());
    }

    private ResponseEntity<byte[]> answer(SignedIn who) {
        var headers = new HttpHeaders();
        headers.add("X-Kratos-Authenticated-Identity-Id", who.identity().id().toString());
        return Answers.json(200, json.of(who.session(), who.identity(), devices.of(who.origin())), headers);
    }
}
