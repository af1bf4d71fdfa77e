package io.retrace.query.flow;

import io.retrace.log.SessionLookup;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.FlowType;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.wire.flow.ReturnTo;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.SessionCredentials;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import io.retrace.wire.schema.IdentitySchemas;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.StringNode;

/** Settings flows as their owners fetch them; never stale, whatever the views have seen (spec section 9.3). */
@RestController
final class SettingsFlowController {

    private final FlowTable<SettingsDocument> flows;
    private final SessionLookup sessions;
    private final SettingsJson json;
    private final IdentitySchemas schemas;
    private final CsrfCookie csrf;
    private final Urls urls;
    private final Clock clock;

    SettingsFlowController(
            FlowTable<SettingsDocument> flows,
            SessionLookup sessions,
            SettingsJson json,
            IdentitySchemas schemas,
            CsrfCookie csrf,
            Urls urls,
            Clock clock) {
        this.flows = flows;
        this.sessions = sessions;
        this.json = json;
        this.schemas = schemas;
        this.csrf = csrf;
        this.urls = urls;
        this.clock = clock;
    }

    @GetMapping("/self-service/settings/flows")
    ResponseEntity<byte[]> fetch(HttpServletRequest request) {
        var cookie = csrf.ensured(request);
        var who = SessionCredentials.token(request).flatMap(token -> sessions.find(token, clock.instant()));
        if (who.isEmpty()) {
            return Negotiation.isJson(request)
                    ? notSignedIn().answer(cookie.headers())
                    : Answers.redirect(HttpStatus.FOUND, urls.loginUi(), cookie.headers());
        }
        return Query.uuid(request, "id")
                .flatMap(flows::read)
                .map(document -> answer(document, who.get(), cookie))
                .orElseGet(() -> ApiError.notLocated().answer(cookie.headers()));
    }

    private ResponseEntity<byte[]> answer(SettingsDocument document, SignedIn who, CsrfCookie.Held cookie) {
        if (!document.identityId().equals(who.identity().id())) {
            return anotherIdentity().answer(cookie.headers());
        }
        if (!clock.instant().isBefore(document.expiresAt())) {
            return expired(document).answer(cookie.headers());
        }
        var schema = schemas.of(who.identity().schemaId());
        return Answers.json(
                200, json.of(document, who.identity(), schema, Optional.of(cookie.secret())), cookie.headers());
    }

    private static ApiError notSignedIn() {
        return ApiError.of(HttpStatus.UNAUTHORIZED, "A valid Ory Session Cookie or Ory Session Token is missing.");
    }

    private static ApiError anotherIdentity() {
        return ApiError.of(
                "security_identity_mismatch",
                HttpStatus.FORBIDDEN,
                "The request was made for another identity and has been blocked for security reasons.");
    }

    private ApiError expired(SettingsDocument document) {
        if (document.type() == FlowType.BROWSER) {
            return expiredInBrowser(document);
        }
        return ApiError.of(
                        HttpStatus.GONE,
                        "The settings flow has expired. Call the settings flow init API endpoint to initialize a new"
                                + " settings flow.")
                .detailing("api", text(urls.publicBase() + "/self-service/settings/api"));
    }

    private ApiError expiredInBrowser(SettingsDocument document) {
        var begin = urls.publicBase() + "/self-service/settings/browser";
        var leadsTo = json.returnTo(document);
        return ApiError.of(
                        HttpStatus.GONE,
                        "The settings flow has expired. Redirect the user to the settings flow init endpoint to"
                                + " initialize a new settings flow.")
                .detailing(
                        "redirect_to",
                        text(leadsTo.map(to -> ReturnTo.added(begin, to)).orElse(begin)))
                .detailing("return_to", text(leadsTo.orElse("")));
    }

    private static StringNode text(String value) {
        return WireJson.mapper().getNodeFactory().stringNode(value);
    }
}
