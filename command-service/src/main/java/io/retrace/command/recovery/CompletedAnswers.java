package io.retrace.command.recovery;

import io.retrace.command.http.Asked;
import io.retrace.command.http.ReturnUrls;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.http.WireJson;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** How a client learns that the account is back, and gets its session (spec section 7.2). */
final class CompletedAnswers {

    private final RecoveryJson json;
    private final SessionCookie sessions;
    private final ReturnUrls returnUrls;
    private final Urls urls;
    private final RecoverySwitches switches;

    CompletedAnswers(
            RecoveryJson json, SessionCookie sessions, ReturnUrls returnUrls, Urls urls, RecoverySwitches switches) {
        this.json = json;
        this.sessions = sessions;
        this.returnUrls = returnUrls;
        this.urls = urls;
        this.switches = switches;
    }

    ResponseEntity<byte[]> answer(Asked asked, RecoveryDocument document, Optional<SettingsId> settings) {
        return settings.map(id -> switch (document.type()) {
                    case API -> toNative(asked, document, id);
                    case BROWSER -> toBrowser(asked, document, id);
                })
                .orElseGet(() -> withoutSettings(asked, document));
    }

    /** Without {@code continue_with} a native client never gets its session, as the peer has it (defect D2). */
    private ResponseEntity<byte[]> toNative(Asked asked, RecoveryDocument document, SettingsId settings) {
        if (!switches.continueWith(FlowType.API)) {
            return asked.wantsJson()
                    ? locationChange(settings).answer()
                    : Answers.redirect(HttpStatus.SEE_OTHER, page(settings), HttpHeaders.EMPTY);
        }
        var body = json.of(document, Optional.empty());
        body.set("transient_payload", asked.fields().transientPayload());
        var next = body.putArray("continue_with");
        next.addObject()
                .put("action", "set_ory_session_token")
                .put("ory_session_token", asked.token().text());
        showSettings(next.addObject(), settings);
        return Answers.json(200, body);
    }

    /** To the browser in which the link was followed, whatever it likes to read (spec section 7.3). */
    ResponseEntity<byte[]> ofLink(Asked asked, RecoveryDocument document, Optional<SettingsId> settings) {
        var next = settings.map(this::page).orElseGet(() -> returnUrls.orDefault(json.returnTo(document)));
        return Answers.redirect(HttpStatus.SEE_OTHER, next, cookies(asked));
    }

    /** Both cookies are new, so that nobody who knew the old ones shares the session. */
    private HttpHeaders cookies(Asked asked) {
        var cookies = new HttpHeaders(asked.fresh().headers());
        cookies.addAll(sessions.issued(asked.token().text(), asked.at()));
        return cookies;
    }

    private ResponseEntity<byte[]> toBrowser(Asked asked, RecoveryDocument document, SettingsId settings) {
        var cookies = cookies(asked);
        if (!asked.wantsJson()) {
            return Answers.redirect(HttpStatus.SEE_OTHER, page(settings), cookies);
        }
        if (!switches.continueWith(FlowType.BROWSER)) {
            return locationChange(settings).answer(cookies);
        }
        var body = flow(asked, document);
        showSettings(body.putArray("continue_with").addObject(), settings);
        return Answers.json(200, body, cookies);
    }

    /** Who skips the settings goes on to where the flow leads (spec section 7.4). */
    private ResponseEntity<byte[]> withoutSettings(Asked asked, RecoveryDocument document) {
        return asked.wantsJson()
                ? Answers.json(200, flow(asked, document), cookies(asked))
                : Answers.redirect(HttpStatus.SEE_OTHER, returnUrls.orDefault(json.returnTo(document)), cookies(asked));
    }

    private ObjectNode flow(Asked asked, RecoveryDocument document) {
        var body = json.of(document, Optional.of(asked.fresh().secret()));
        body.set("transient_payload", asked.fields().transientPayload());
        return body;
    }

    private void showSettings(ObjectNode next, SettingsId settings) {
        next.put("action", "show_settings_ui")
                .putObject("flow")
                .put("id", settings.toString())
                .put("url", page(settings));
    }

    private String page(SettingsId settings) {
        return Urls.withFlow(urls.settingsUi(), settings.value());
    }

    private ApiError locationChange(SettingsId settings) {
        return ApiError.of(
                        "browser_location_change_required",
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "In order to complete this flow please redirect the browser to: " + page(settings))
                .saying("browser location change required")
                .beside(
                        "redirect_browser_to",
                        WireJson.mapper().getNodeFactory().stringNode(page(settings)));
    }
}
