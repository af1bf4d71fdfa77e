package io.retrace.command.settings;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.settings.InitiateSettings;
import io.retrace.wire.http.CsrfCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens settings flows for whoever is signed in (spec section 9.2). */
@RestController
final class SettingsStartController {

    private final Commands commands;
    private final Requests requests;
    private final ReturnUrls returnUrls;
    private final ErrorPages errors;
    private final CsrfCookie csrf;
    private final SettingsAnswers answers;

    SettingsStartController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            SettingsAnswers answers) {
        this.commands = commands;
        this.requests = requests;
        this.returnUrls = returnUrls;
        this.errors = errors;
        this.csrf = csrf;
        this.answers = answers;
    }

    @GetMapping("/self-service/settings/api")
    ResponseEntity<byte[]> forNative(HttpServletRequest request) {
        var refused = returnUrls.refusal(request);
        if (refused.isPresent()) {
            return refused.get().answer();
        }
        return requests.signedIn(request)
                .map(who -> answers.flow(200, open(request, who, FlowType.API), who.identity(), Optional.empty()))
                .orElseGet(() -> SettingsAnswers.notSignedInToStart().answer());
    }

    @GetMapping("/self-service/settings/browser")
    ResponseEntity<byte[]> forBrowser(HttpServletRequest request) {
        var cookie = csrf.ensured(request);
        var refused = returnUrls.refusal(request);
        if (refused.isPresent()) {
            return errors.answer(refused.get(), request, cookie.headers());
        }
        return requests.signedIn(request)
                .map(who -> answers.started(open(request, who, FlowType.BROWSER), who, request, cookie))
                .orElseGet(() -> answers.notSignedInToStart(request, cookie.headers()));
    }

    private SettingsDocument open(HttpServletRequest request, SignedIn who, FlowType type) {
        var id = new SettingsId(UUID.randomUUID());
        var url = requests.sealedUrl(request, id.stream());
        var command = new InitiateSettings(id, who.identity().id(), type, url, requests.now());
        var actor = who.identity().id().stream();
        return commands.send(
                id.stream(), command, requests.origin(request, actor, id.stream()), SettingsDocument.class);
    }
}
