package io.retrace.command.settings;

import io.retrace.command.http.Asked;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.ReturnUrls;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.identity.Identity;
import io.retrace.model.settings.SettingsReply;
import io.retrace.wire.flow.ReturnTo;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.ContinuityCookie;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.CsrfCookie.Held;
import io.retrace.wire.http.CsrfSecret;
import io.retrace.wire.http.CsrfViolation;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchema;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.Flows.SettingsAfter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Replies to HTTP; this switch is the documentation of the API (spec section 9.5). */
final class SettingsAnswers {

    private final SettingsJson json;
    private final IdentitySchemas schemas;
    private final ErrorPages errors;
    private final ReturnUrls returnUrls;
    private final CsrfCookie csrf;
    private final SessionCookie sessions;
    private final ContinuityCookie kept;
    private final Continuity continuity;
    private final SettingsAfter after;
    private final Urls urls;
    private final Clock clock;

    /**
     * The answers.
     *
     * @param after where a browser goes whose flow leads nowhere
     */
    SettingsAnswers(
            SettingsJson json,
            IdentitySchemas schemas,
            ErrorPages errors,
            ReturnUrls returnUrls,
            CsrfCookie csrf,
            SessionCookie sessions,
            ContinuityCookie kept,
            Continuity continuity,
            SettingsAfter after,
            Urls urls,
            Clock clock) {
        this.json = json;
        this.schemas = schemas;
        this.errors = errors;
        this.returnUrls = returnUrls;
        this.csrf = csrf;
        this.sessions = sessions;
        this.kept = kept;
        this.continuity = continuity;
        this.after = after;
        this.urls = urls;
        this.clock = clock;
    }

    ResponseEntity<byte[]> of(SettingsAnswer answer, SignedIn who, Asked asked) {
        return switch (answer.reply()) {
            case SettingsReply.NotFound _ -> error(notFound(), asked);
            case SettingsReply.Expired(var replacement, var expiredAt) ->
                asked.getsFlow(document(answer).type())
                        ? ExpiredFlow.error(expiredAt, clock.instant(), replacement.toString())
                                .answer()
                        : toPage(replacement, HttpHeaders.EMPTY);
            case SettingsReply.AnotherIdentity _ -> error(anotherIdentity(), asked);
            case SettingsReply.SessionTooOld _ -> tooOld(document(answer), asked);
            case SettingsReply.CredentialsOnly _ -> error(credentialsOnly(), asked);
            case SettingsReply.Outdated _ -> notSignedIn(asked.request());
            case SettingsReply.Refused _ ->
                asked.getsFlow(document(answer).type())
                        ? flow(400, document(answer), who.identity(), asked.cookie())
                        : toPage(document(answer).id(), HttpHeaders.EMPTY);
            case SettingsReply.Saved _ -> saved(document(answer), who, asked);
        };
    }

    /** A browser's cookie is set again, and it goes on to where the flow leads. */
    private ResponseEntity<byte[]> saved(SettingsDocument document, SignedIn who, Asked asked) {
        if (document.type() == FlowType.API) {
            return flow(200, document, who.identity(), Optional.empty());
        }
        var cookies = sessions.set(asked.token().text(), who.session().expiresAt(), asked.at());
        cookies.addAll(kept.spent(asked.request(), asked.at()));
        var next = json.returnTo(document)
                .flatMap(returnUrls::target)
                .or(() ->
                        after.returnUrl(asked.fields().get("method").orElse("")).map(URI::toString))
                .orElseGet(() -> page(document.id()));
        if (!asked.wantsJson()) {
            return Answers.redirect(HttpStatus.SEE_OTHER, next, cookies);
        }
        var body = json.of(document, who.identity(), schema(who.identity()), asked.cookie());
        body.putArray("continue_with")
                .addObject()
                .put("action", "redirect_browser_to")
                .put("redirect_browser_to", next);
        return Answers.json(200, body, cookies);
    }

    /** A browser's submit whose token does not fit its cookie. */
    ResponseEntity<byte[]> forged(Asked asked) {
        var violation =
                CsrfViolation.ofSubmit(asked.request(), csrf, asked.fields().get("csrf_token"));
        return error(violation.error(asked.request()), asked);
    }

    ResponseEntity<byte[]> flow(
            int status, SettingsDocument document, Identity.Present identity, Optional<CsrfSecret> cookie) {
        return Answers.json(status, json.of(document, identity, schema(identity), cookie));
    }

    /** What starts a browser's flow: the flow for a script, the way to its page for a person. */
    ResponseEntity<byte[]> started(SettingsDocument document, SignedIn who, HttpServletRequest request, Held cookie) {
        return Negotiation.acceptsJson(request)
                ? Answers.json(
                        200,
                        json.of(document, who.identity(), schema(who.identity()), Optional.of(cookie.secret())),
                        cookie.headers())
                : toPage(document.id(), cookie.headers());
    }

    private ResponseEntity<byte[]> toPage(SettingsId id, HttpHeaders headers) {
        return Answers.redirect(HttpStatus.SEE_OTHER, page(id), headers);
    }

    private String login() {
        return urls.publicBase() + "/self-service/login/browser";
    }

    private String page(SettingsId id) {
        return Urls.withFlow(urls.settingsUi(), id.value());
    }

    private IdentitySchema schema(Identity.Present identity) {
        return schemas.of(identity.schemaId());
    }

    private ResponseEntity<byte[]> error(ApiError error, Asked asked) {
        return errors.answer(error, asked.request());
    }

    /** JSON 401, or for HTML the way to the login page. */
    ResponseEntity<byte[]> notSignedIn(HttpServletRequest request) {
        if (!Negotiation.isJson(request)) {
            return Answers.redirect(HttpStatus.FOUND, urls.loginUi(), HttpHeaders.EMPTY);
        }
        return ApiError.of(HttpStatus.UNAUTHORIZED, "A valid Ory Session Cookie or Ory Session Token is missing.")
                .answer();
    }

    /** Of a browser that asks for a flow and is not signed in; a person is sent to the login page. */
    ResponseEntity<byte[]> notSignedInToStart(HttpServletRequest request, HttpHeaders cookie) {
        if (!Negotiation.isJson(request)) {
            var next = Query.parameter(request, "return_to")
                    .map(to -> ReturnTo.added(login(), to))
                    .orElseGet(this::login);
            return Answers.redirect(HttpStatus.SEE_OTHER, next, cookie);
        }
        return ApiError.noActiveSession()
                .beside("CredentialsMissing", WireJson.mapper().getNodeFactory().booleanNode(false))
                .answer(cookie);
    }

    static ApiError notSignedInToStart() {
        return ApiError.sessionInactive(
                "This endpoint can only be accessed with a valid session. Please log in and try again.");
    }

    private static ApiError notFound() {
        return ApiError.of(HttpStatus.NOT_FOUND, "The settings request could not be found. Please restart the flow.");
    }

    private static ApiError anotherIdentity() {
        return ApiError.of(
                "security_identity_mismatch",
                HttpStatus.FORBIDDEN,
                "The request was initiated by someone else and has been blocked for security reasons. Please go back"
                        + " and try again.");
    }

    private static ApiError credentialsOnly() {
        return ApiError.of(
                HttpStatus.FORBIDDEN,
                "This session came of a recovery and can only set a credential. Please set one, and sign in with it.");
    }

    /** A browser takes what it submitted along, to where its person shows who they are. */
    private ResponseEntity<byte[]> tooOld(SettingsDocument document, Asked asked) {
        var request = asked.request();
        var settings = urls.publicBase() + request.getRequestURI() + "?" + request.getQueryString();
        var login = Urls.with(login() + "?refresh=true", "return_to", settings);
        var cookie = document.type() == FlowType.BROWSER ? keeping(document, asked) : HttpHeaders.EMPTY;
        if (!asked.getsFlow(document.type())) {
            return Answers.redirect(HttpStatus.SEE_OTHER, login, cookie);
        }
        return ApiError.of(
                        "session_refresh_required",
                        HttpStatus.FORBIDDEN,
                        "The login session is too old and thus not allowed to update these fields. Please"
                                + " re-authenticate.")
                .beside(
                        "redirect_browser_to",
                        WireJson.mapper().getNodeFactory().stringNode(login))
                .answer(cookie);
    }

    private HttpHeaders keeping(SettingsDocument document, Asked asked) {
        return continuity
                .keep(document.id(), document.identityId(), asked.fields(), asked.at())
                .map(value -> kept.set(value, asked.at()))
                .orElseGet(() -> kept.empty(asked.at()));
    }

    private static SettingsDocument document(SettingsAnswer answer) {
        return answer.document().orElseThrow(() -> new IllegalStateException("a flow that exists has a document"));
    }
}
