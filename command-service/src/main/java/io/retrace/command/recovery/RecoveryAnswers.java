package io.retrace.command.recovery;

import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.NativeGuard;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.recovery.RecoveryAnswer.CodeSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.EmailSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.Initiated;
import io.retrace.command.recovery.RecoveryAnswer.Refused;
import io.retrace.command.secret.SessionToken;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.Replacement;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** Replies to HTTP; these switches are the documentation of the API (spec sections 4.3, 7.2 and 8). */
final class RecoveryAnswers {

    private final RecoveryJson json;
    private final Replacements replacements;
    private final ErrorPages errors;
    private final CsrfCookie csrf;
    private final Urls urls;
    private final RecoverySwitches switches;
    private final Clock clock;

    RecoveryAnswers(
            RecoveryJson json,
            Replacements replacements,
            ErrorPages errors,
            CsrfCookie csrf,
            Urls urls,
            RecoverySwitches switches,
            Clock clock) {
        this.json = json;
        this.replacements = replacements;
        this.errors = errors;
        this.csrf = csrf;
        this.urls = urls;
        this.switches = switches;
        this.clock = clock;
    }

    ResponseEntity<byte[]> initiated(RecoveryAnswer answer) {
        if (!(answer.reply() instanceof Initiated(var reply))) {
            throw new IllegalStateException("not the answer to this command");
        }
        return switch (reply) {
            case InitiateRecovery.Reply.Opened _ -> Answers.json(200, json.of(document(answer)));
            case InitiateRecovery.Reply.Throttled(var until) -> throttled(until);
            case InitiateRecovery.Reply.AlreadyOpen _ -> throw new IllegalStateException("a fresh flow id was in use");
        };
    }

    ResponseEntity<byte[]> of(
            RecoveryAnswer answer, HttpServletRequest request, Fields fields, Optional<NativeGuard> violation) {
        return switch (answer.reply()) {
            case EmailSubmitted(var reply) ->
                switch (reply) {
                    case SubmitEmail.Reply.NotFound _ -> notFound(request);
                    case SubmitEmail.Reply.Requested _ -> flow(answer, fields);
                    case SubmitEmail.Reply.Replaced(var id, var reason) ->
                        replaced(answer, request, id, reason, violation);
                    case SubmitEmail.Reply.Throttled(var until) -> throttled(until);
                };
            case Refused(var reply) -> refused(reply, answer, request, violation);
            case Initiated _, CodeSubmitted _ -> throw new IllegalStateException("not the answer to this command");
        };
    }

    ResponseEntity<byte[]> of(RecoveryAnswer answer, HttpServletRequest request, Fields fields, SessionToken token) {
        if (!(answer.reply() instanceof CodeSubmitted(var reply))) {
            return of(answer, request, fields, Optional.empty());
        }
        return switch (reply) {
            case SubmitCode.Reply.NotFound _ -> notFound(request);
            case SubmitCode.Reply.Rejected _ -> flow(answer, fields);
            case SubmitCode.Reply.Replaced(var id, var reason) ->
                replaced(answer, request, id, reason, Optional.empty());
            case SubmitCode.Reply.Throttled(var until) -> throttled(until);
            case SubmitCode.Reply.Inactive(var identityId) -> inactive(identityId, request);
            case SubmitCode.Reply.Completed done -> completed(answer, request, fields, token, done.settingsId());
        };
    }

    /** Somebody is signed in: the flow remembers, the client gets the envelope. */
    ResponseEntity<byte[]> sessionPresent(RecoveryAnswer answer) {
        return known(answer, ApiError.sessionAvailable());
    }

    /** The strategy is off. */
    ResponseEntity<byte[]> disabled(RecoveryAnswer answer) {
        return known(answer, ApiError.disabled());
    }

    /** The network opened too many flows (RFC 6585, section 4). */
    private ResponseEntity<byte[]> throttled(Instant until) {
        var headers = new HttpHeaders();
        long seconds = clock.instant().until(until, ChronoUnit.SECONDS) + 1;
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds)));
        return ApiError.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many recovery flows were started from your network. Please try again later.")
                .answer(headers);
    }

    /** Defect D21 of the peer is not copied: both codes agree. */
    ResponseEntity<byte[]> tooLarge() {
        return ApiError.of(HttpStatus.CONTENT_TOO_LARGE, "unable to read body: http: request body too large")
                .answer();
    }

    private ResponseEntity<byte[]> refused(
            RefuseRecovery.Reply reply,
            RecoveryAnswer answer,
            HttpServletRequest request,
            Optional<NativeGuard> violation) {
        return switch (reply) {
            case RefuseRecovery.Reply.NotFound _ -> notFound(request);
            case RefuseRecovery.Reply.Replaced(var id, var reason) -> replaced(answer, request, id, reason, violation);
            case RefuseRecovery.Reply.Throttled(var until) -> throttled(until);
            case RefuseRecovery.Reply.Refused _ ->
                document(answer).type() == FlowType.BROWSER
                        ? errors.answer(ApiError.csrfViolation(request), request)
                        : Answers.json(400, json.of(document(answer)));
        };
    }

    private ResponseEntity<byte[]> known(RecoveryAnswer answer, ApiError error) {
        return answer.document().isPresent() ? error.answer() : unknownFlow().answer();
    }

    private ResponseEntity<byte[]> notFound(HttpServletRequest request) {
        return errors.answer(unknownFlow(), request);
    }

    private static ApiError unknownFlow() {
        return ApiError.of(HttpStatus.NOT_FOUND, "The recovery request could not be found. Please restart the flow.");
    }

    private ResponseEntity<byte[]> flow(RecoveryAnswer answer, Fields fields) {
        return Answers.json(200, submitted(answer, fields));
    }

    private ObjectNode submitted(RecoveryAnswer answer, Fields fields) {
        var body = json.of(document(answer));
        body.set("transient_payload", fields.transientPayload());
        return body;
    }

    private ResponseEntity<byte[]> replaced(
            RecoveryAnswer answer,
            HttpServletRequest request,
            RecoveryId id,
            Replacement reason,
            Optional<NativeGuard> violation) {
        return replacements.answer(
                request, id, reason, violation, document(answer).expiresAt());
    }

    private ResponseEntity<byte[]> inactive(IdentityId identityId, HttpServletRequest request) {
        var error = ApiError.of(HttpStatus.UNAUTHORIZED, "This account was disabled.")
                .saying("identity is disabled")
                .detailing("identity_id", WireJson.mapper().getNodeFactory().stringNode(identityId.toString()));
        return Negotiation.isJson(request) ? error.answer(csrf.fresh()) : errors.answer(error, request);
    }

    private ResponseEntity<byte[]> completed(
            RecoveryAnswer answer,
            HttpServletRequest request,
            Fields fields,
            SessionToken token,
            SettingsId settingsId) {
        var settingsUrl = Urls.withFlow(urls.settingsUi(), settingsId.value());
        if (!switches.continueWithForNative()) {
            return Negotiation.isJson(request)
                    ? locationChange(settingsUrl).answer()
                    : Answers.redirect(HttpStatus.SEE_OTHER, settingsUrl, HttpHeaders.EMPTY);
        }
        var body = submitted(answer, fields);
        var next = body.putArray("continue_with");
        next.addObject().put("action", "set_ory_session_token").put("ory_session_token", token.text());
        next.addObject()
                .put("action", "show_settings_ui")
                .putObject("flow")
                .put("id", settingsId.toString())
                .put("url", settingsUrl);
        return Answers.json(200, body);
    }

    private static ApiError locationChange(String url) {
        return ApiError.of(
                        "browser_location_change_required",
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "In order to complete this flow please redirect the browser to: " + url)
                .saying("browser location change required")
                .beside(
                        "redirect_browser_to",
                        WireJson.mapper().getNodeFactory().stringNode(url));
    }

    private static RecoveryDocument document(RecoveryAnswer answer) {
        return answer.document().orElseThrow(() -> new IllegalStateException("a flow that exists has a document"));
    }
}
