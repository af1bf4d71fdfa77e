package io.retrace.command.recovery;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.log.BrowserMacs;
import io.retrace.model.event.Beginning.Shortcut;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.Negotiation;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens recovery flows (spec sections 2.3 and 2.4). */
@RestController
final class RecoveryStartController {

    static final String ANONYMOUS = "anonymous";

    /** The peer's ways to write it. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private final Commands commands;
    private final Requests requests;
    private final ReturnUrls returnUrls;
    private final ErrorPages errors;
    private final CsrfCookie csrf;
    private final BrowserMacs browsers;
    private final RecoveryAnswers answers;
    private final RecoverySwitches switches;

    RecoveryStartController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            BrowserMacs browsers,
            RecoveryAnswers answers,
            RecoverySwitches switches) {
        this.commands = commands;
        this.requests = requests;
        this.returnUrls = returnUrls;
        this.errors = errors;
        this.csrf = csrf;
        this.browsers = browsers;
        this.answers = answers;
        this.switches = switches;
    }

    @GetMapping("/self-service/recovery/api")
    ResponseEntity<byte[]> forNative(HttpServletRequest request) {
        if (requests.signedIn(request).isPresent()) {
            return ApiError.sessionAvailable().answer();
        }
        if (!switches.enabled()) {
            return errors.answer(off(), request);
        }
        var refused = returnUrls.refusal(request);
        return refused.isPresent()
                ? refused.get().answer()
                : answers.initiated(open(request, FlowType.API, Optional.empty(), Optional.empty()));
    }

    @GetMapping("/self-service/recovery/browser")
    ResponseEntity<byte[]> forBrowser(HttpServletRequest request) {
        var cookie = csrf.ensured(request);
        if (requests.signedIn(request).isPresent()) {
            return Negotiation.isJson(request)
                    ? ApiError.sessionAvailable().answer(cookie.headers())
                    : Answers.redirect(HttpStatus.FOUND, returnUrls.ofSignedIn(request), cookie.headers());
        }
        var refused = switches.enabled() ? returnUrls.refusal(request) : Optional.of(off());
        if (refused.isPresent()) {
            return errors.answer(refused.get(), request, cookie.headers());
        }
        var browser = browsers.mac(cookie.secret().cookieValue());
        Optional<Shortcut> shortcut =
                Query.parameter(request, "skip_settings").filter(TRUE::contains).map(_ -> Shortcut.SKIP_SETTINGS);
        var opened = open(request, FlowType.BROWSER, Optional.of(browser), shortcut);
        return answers.initiated(opened, request, cookie);
    }

    private RecoveryAnswer open(
            HttpServletRequest request, FlowType type, Optional<SecretMac> browser, Optional<Shortcut> shortcut) {
        var id = new RecoveryId(UUID.randomUUID());
        var url = requests.sealedUrl(request, id.stream());
        var at = requests.now();
        return commands.send(
                id.stream(),
                requests.allowance(request),
                allowance -> new InitiateRecovery(id, type, url, browser, shortcut, allowance, at),
                requests.origin(request, ANONYMOUS, id.stream()),
                RecoveryAnswer.class);
    }

    private static ApiError off() {
        return ApiError.of(HttpStatus.BAD_REQUEST, "Recovery is not allowed because it was disabled.");
    }
}
