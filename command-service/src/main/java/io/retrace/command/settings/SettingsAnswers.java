package io.retrace.command.settings;

import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.identity.Identity;
import io.retrace.model.settings.SubmitPassword.Reply;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.ExpiredFlow;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Replies to HTTP; this switch is the documentation of the API (spec section 9.5). */
final class SettingsAnswers {

    private final SettingsJson json;
    private final IdentitySchemas schemas;
    private final Urls urls;
    private final Clock clock;

    SettingsAnswers(SettingsJson json, IdentitySchemas schemas, Urls urls, Clock clock) {
        this.json = json;
        this.schemas = schemas;
        this.urls = urls;
        this.clock = clock;
    }

    ResponseEntity<byte[]> of(SettingsAnswer answer, Identity.Present identity, HttpServletRequest request) {
        return switch (answer.reply()) {
            case Reply.NotFound _ -> notFound().answer();
            case Reply.Expired(var replacement, var expiredAt) ->
                ExpiredFlow.error(expiredAt, clock.instant(), replacement.toString())
                        .answer();
            case Reply.AnotherIdentity _ -> anotherIdentity().answer();
            case Reply.SessionTooOld _ -> tooOld(request).answer();
            case Reply.Refused _ -> flow(400, document(answer), identity);
            case Reply.Saved _ -> flow(200, document(answer), identity);
        };
    }

    ResponseEntity<byte[]> flow(int status, SettingsDocument document, Identity.Present identity) {
        return Answers.json(status, json.of(document, identity, schemas.of(identity.schemaId()), Optional.empty()));
    }

    /** JSON 401, or for HTML the way to the login page. */
    ResponseEntity<byte[]> notSignedIn(HttpServletRequest request) {
        if (!Negotiation.isJson(request)) {
            return Answers.redirect(HttpStatus.FOUND, urls.loginUi(), HttpHeaders.EMPTY);
        }
        return ApiError.of(HttpStatus.UNAUTHORIZED, "A valid Ory Session Cookie or Ory Session Token is missing.")
                .answer();
    }

    static ApiError notSignedInToStart() {
        return ApiError.of(
                        "session_inactive",
                        HttpStatus.UNAUTHORIZED,
                        "This endpoint can only be accessed with a valid session. Please log in and try again.")
                .saying("request does not have a valid authentication session");
    }

    static ApiError tooLarge() {
        return ApiError.of(HttpStatus.CONTENT_TOO_LARGE, "unable to read body: http: request body too large");
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

    private ApiError tooOld(HttpServletRequest request) {
        var settings = urls.publicBase() + request.getRequestURI() + "?" + request.getQueryString();
        var login = urls.publicBase() + "/self-service/login/browser?refresh=true&return_to="
                + URLEncoder.encode(settings, StandardCharsets.UTF_8);
        return ApiError.of(
                        "session_refresh_required",
                        HttpStatus.FORBIDDEN,
                        "The login session is too old and thus not allowed to update these fields. Please"
                                + " re-authenticate.")
                .beside(
                        "redirect_browser_to",
                        WireJson.mapper().getNodeFactory().stringNode(login));
    }

    private static SettingsDocument document(SettingsAnswer answer) {
        return answer.document().orElseThrow(() -> new IllegalStateException("a flow that exists has a document"));
    }
}
