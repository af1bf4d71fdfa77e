package io.retrace.command.session;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.session.EndSession;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leaving: a session ends at once, on every node (spec section 10.2). */
@RestController
final class LogoutController {

    private final Commands commands;
    private final Requests requests;
    private final SecretSource secrets;
    private final ReturnUrls returnUrls;
    private final ErrorPages errors;
    private final CsrfCookie csrf;
    private final SessionCookie cookies;
    private final Urls urls;

    LogoutController(
            Commands commands,
            Requests requests,
            SecretSource secrets,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            SessionCookie cookies,
            Urls urls) {
        this.commands = commands;
        this.requests = requests;
        this.secrets = secrets;
        this.returnUrls = returnUrls;
        this.errors = errors;
        this.csrf = csrf;
        this.cookies = cookies;
        this.urls = urls;
    }

    /** Where a browser leaves: a link that works for its session only, so that no other page can sign it out. */
    @GetMapping("/self-service/logout/browser")
    ResponseEntity<byte[]> link(HttpServletRequest request) {
        var cookie = csrf.whenMissing(request);
        return requests.signedIn(request)
                .map(who -> {
                    var token = secrets.logoutToken(who.session().id());
                    var json = WireJson.mapper().createObjectNode();
                    json.put("logout_url", urls.publicBase() + "/self-service/logout?token=" + token);
                    json.put("logout_token", token);
                    return Answers.json(200, json, cookie);
                })
                .orElseGet(() -> ApiError.noActiveSession().answer(cookie));
    }

    @GetMapping("/self-service/logout")
    ResponseEntity<byte[]> leave(HttpServletRequest request) {
        var who = requests.signedIn(request);
        var token = Query.parameter(request, "token").orElse("");
        if (who.isPresent() && !secrets.isLogoutToken(token, who.get().session().id())) {
            var error = ApiError.of(
                    HttpStatus.FORBIDDEN,
                    "Unable to log out because the logout token in the URL query does not match the session cookie.");
            return errors.answer(error, request);
        }
        who.ifPresent(signedIn -> end(signedIn, request));
        var fresh = new HttpHeaders(csrf.fresh().headers());
        fresh.addAll(cookies.removed());
        return Answers.redirect(HttpStatus.SEE_OTHER, returnUrls.afterLogout(request), fresh);
    }

    @DeleteMapping("/self-service/logout/api")
    ResponseEntity<byte[]> leaveByToken(HttpServletRequest request) throws IOException {
        if (!(SubmittedBody.alone(request) instanceof Fields fields)) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "Unable to decode form as JSON.")
                    .answer();
        }
        var who = fields.get("session_token").flatMap(requests::signedIn);
        if (who.isEmpty()) {
            return ApiError.of(
                            HttpStatus.FORBIDDEN,
                            "The provided Ory Session Token could not be found, is invalid, or otherwise malformed.")
                    .answer();
        }
        end(who.get(), request);
        return ResponseEntity.noContent().build();
    }

    private void end(SignedIn who, HttpServletRequest request) {
        var stream = who.session().id().stream();
        var command = new EndSession(who.session().id(), who.identity().id(), requests.now());
        var origin = requests.origin(request, who.identity().id().stream(), stream);
        commands.send(stream, command, origin, EndSession.Reply.class);
    }
}
