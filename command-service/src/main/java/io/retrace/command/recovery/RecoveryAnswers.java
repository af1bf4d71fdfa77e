package io.retrace.command.recovery;

import io.retrace.command.http.Asked;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.recovery.RecoveryAnswer.CodeSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.EmailSubmitted;
import io.retrace.command.recovery.RecoveryAnswer.Initiated;
import io.retrace.command.recovery.RecoveryAnswer.LinkFollowed;
import io.retrace.command.recovery.RecoveryAnswer.Refused;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.RedeemLink;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode;
import io.retrace.model.recovery.SubmitEmail;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.CsrfViolation;
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

/** Replies to HTTP; these switches are the documentation of the API (spec sections 4.3 and 8). */
final class RecoveryAnswers {

    private final RecoveryJson json;
    private final Replacements replacements;
    private final CompletedAnswers completed;
    private final ErrorPages errors;
    private final ReturnUrls returnUrls;
    private final CsrfCookie csrf;
    private final Urls urls;
    private final Clock clock;

    RecoveryAnswers(
            RecoveryJson json,
            Replacements replacements,
            CompletedAnswers completed,
            ErrorPages errors,
            ReturnUrls returnUrls,
            CsrfCookie csrf,
            Urls urls,
            Clock clock) {
        this.json = json;
        this.replacements = replacements;
        this.completed = completed;
        this.errors = errors;
        this.returnUrls = returnUrls;
        this.csrf = csrf;
        this.urls = urls;
        this.clock = clock;
    }

    /** To a native client. */
    ResponseEntity<byte[]> initiated(RecoveryAnswer answer) {
        return opened(answer).orElseGet(() -> Answers.json(200, json.of(document(answer), Optional.empty())));
    }

    /** To a browser: the flow for a script, the way to its page for a person. */
    ResponseEntity<byte[]> initiated(RecoveryAnswer answer, HttpServletRequest request, CsrfCookie.Held cookie) {
        return opened(answer)
                .orElseGet(() -> Negotiation.acceptsJson(request)
                        ? Answers.json(200, json.of(document(answer), Optional.of(cookie.secret())), cookie.headers())
                        : toPage(answer, cookie.headers()));
    }

    private Optional<ResponseEntity<byte[]>> opened(RecoveryAnswer answer) {
        if (!(answer.reply() instanceof Initiated(var reply))) {
            throw new IllegalStateException("not the answer to this command");
        }
        return switch (reply) {
            case InitiateRecovery.Reply.Opened _ -> Optional.empty();
            case InitiateRecovery.Reply.Throttled(var until) -> Optional.of(throttled(until));
            case InitiateRecovery.Reply.AlreadyOpen _ -> throw new IllegalStateException("a fresh flow id was in use");
        };
    }

    /** To a submit. */
    ResponseEntity<byte[]> of(RecoveryAnswer answer, Asked asked) {
        return switch (answer.reply()) {
            case EmailSubmitted(var reply) ->
                switch (reply) {
                    case SubmitEmail.Reply.NotFound _ -> notFound(asked);
                    case SubmitEmail.Reply.Requested _ -> flow(answer, asked);
                    case SubmitEmail.Reply.Replaced(var id, var reason) ->
                        replacements.answer(asked, document(answer), id, reason);
                    case SubmitEmail.Reply.Throttled(var until) -> throttled(until);
                };
            case CodeSubmitted(var reply) ->
                switch (reply) {
                    case SubmitCode.Reply.NotFound _ -> notFound(asked);
                    case SubmitCode.Reply.Rejected _ -> flow(answer, asked);
                    case SubmitCode.Reply.Replaced(var id, var reason) ->
                        replacements.answer(asked, document(answer), id, reason);
                    case SubmitCode.Reply.Throttled(var until) -> throttled(until);
                    case SubmitCode.Reply.Inactive(var identityId) -> inactive(identityId, asked);
                    case SubmitCode.Reply.Completed done ->
                        completed.answer(asked, document(answer), done.settingsId());
                };
            case LinkFollowed(var reply) -> followed(reply, answer, asked);
            case Refused(var reply) ->
                switch (reply) {
                    case RefuseRecovery.Reply.NotFound _ -> notFound(asked);
                    case RefuseRecovery.Reply.Replaced(var id, var reason) ->
                        replacements.answer(asked, document(answer), id, reason);
                    case RefuseRecovery.Reply.Throttled(var until) -> throttled(until);
                    case RefuseRecovery.Reply.Refused(var reason) -> refused(reason, answer, asked);
                };
            case Initiated _ -> throw new IllegalStateException("not the answer to this command");
        };
    }

    /** To the browser in which a link was followed. */
    private ResponseEntity<byte[]> followed(RedeemLink.Reply reply, RecoveryAnswer answer, Asked asked) {
        return switch (reply) {
            case RedeemLink.Reply.NotFound _ -> notFound(asked);
            case RedeemLink.Reply.Replaced(var id, var reason) -> replacements.ofLink(asked, id, reason);
            case RedeemLink.Reply.Throttled(var until) -> throttled(until);
            case RedeemLink.Reply.Inactive(var identityId) -> inactive(identityId, asked);
            case RedeemLink.Reply.Completed done -> completed.ofLink(asked, document(answer), done.settingsId());
        };
    }

    private ResponseEntity<byte[]> refused(Refusal reason, RecoveryAnswer answer, Asked asked) {
        return switch (reason) {
            case CSRF -> forged(asked, document(answer));
            case SESSION_PRESENT ->
                asked.getsFlow(document(answer).type())
                        ? ApiError.sessionAvailable().answer()
                        : Answers.redirect(HttpStatus.FOUND, returnUrls.ofSignedIn(asked.request()), HttpHeaders.EMPTY);
            case METHOD_DISABLED ->
                asked.getsFlow(document(answer).type())
                        ? ApiError.disabled().answer()
                        : errors.answer(ApiError.disabled(), asked.request());
            case MALFORMED,
                    MISSING_ADDRESS,
                    MALFORMED_ADDRESS,
                    NO_STRATEGY,
                    ORIGIN_HEADER,
                    FOREIGN_COOKIE,
                    IDENTITY_INACTIVE ->
                asked.getsFlow(document(answer).type())
                        ? Answers.json(400, json.of(document(answer), asked.cookie()))
                        : toPage(answer, HttpHeaders.EMPTY);
        };
    }

    /** A flow that offers codes is lost with its cookie, one that offers links can go on (spec sections 4.6 and 6.2). */
    private ResponseEntity<byte[]> forged(Asked asked, RecoveryDocument document) {
        var violation =
                CsrfViolation.ofSubmit(asked.request(), csrf, asked.fields().get("csrf_token"));
        var cookie = switch (document.method()) {
            case CODE -> asked.fresh().headers();
            case LINK -> HttpHeaders.EMPTY;
        };
        return errors.answer(violation.error(asked.request()), asked.request(), cookie);
    }

    private ResponseEntity<byte[]> flow(RecoveryAnswer answer, Asked asked) {
        if (!asked.getsFlow(document(answer).type())) {
            return toPage(answer, HttpHeaders.EMPTY);
        }
        var body = json.of(document(answer), asked.cookie());
        body.set("transient_payload", asked.fields().transientPayload());
        return Answers.json(200, body);
    }

    private ResponseEntity<byte[]> toPage(RecoveryAnswer answer, HttpHeaders headers) {
        var page = Urls.withFlow(urls.recoveryUi(), document(answer).id().value());
        return Answers.redirect(HttpStatus.SEE_OTHER, page, headers);
    }

    private ResponseEntity<byte[]> inactive(IdentityId identityId, Asked asked) {
        var error = ApiError.of(HttpStatus.UNAUTHORIZED, "This account was disabled.")
                .saying("identity is disabled")
                .detailing("identity_id", WireJson.mapper().getNodeFactory().stringNode(identityId.toString()));
        return errors.answer(error, asked.request(), asked.fresh().headers());
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

    private ResponseEntity<byte[]> notFound(Asked asked) {
        return errors.answer(
                ApiError.of(HttpStatus.NOT_FOUND, "The recovery request could not be found. Please restart the flow."),
                asked.request());
    }

    private static RecoveryDocument document(RecoveryAnswer answer) {
        return answer.document().orElseThrow(() -> new IllegalStateException("a flow that exists has a document"));
    }
}
