package io.retrace.command.settings;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.NativeGuard;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import io.retrace.log.EventLog;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsId;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.recovery.ApiFlowGuard;
import io.retrace.model.settings.InitiateSettings;
import io.retrace.model.settings.RefuseSettings;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SubmitPassword;
import io.retrace.model.settings.Successor;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Public HTTP to settings commands and back, for native clients (spec sections 9.2 and 9.5). */
@RestController
final class SettingsController {

    private static final String METHOD = "password";

    private final Commands commands;
    private final EventLog log;
    private final Requests requests;
    private final ReturnUrls returnUrls;
    private final ErrorPages errors;
    private final Sealing sealing;
    private final PasswordJudge judge;
    private final SettingsAnswers answers;

    SettingsController(
            Commands commands,
            EventLog log,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            Sealing sealing,
            PasswordJudge judge,
            SettingsAnswers answers) {
        this.commands = commands;
        this.log = log;
        this.requests = requests;
        this.returnUrls = returnUrls;
        this.errors = errors;
        this.sealing = sealing;
        this.judge = judge;
        this.answers = answers;
    }

    @GetMapping("/self-service/settings/api")
    ResponseEntity<byte[]> initiate(HttpServletRequest request) {
        var refused = returnUrls.refusal(request);
        if (refused.isPresent()) {
            return refused.get().answer();
        }
        var who = requests.signedIn(request);
        if (who.isEmpty()) {
            return SettingsAnswers.notSignedInToStart().answer();
        }
        var id = new SettingsId(UUID.randomUUID());
        var command = new InitiateSettings(
                id, who.get().identity().id(), FlowType.API, requests.sealedUrl(request, id.stream()), requests.now());
        var origin = requests.origin(request, actor(who.get()), id.stream());
        var document = commands.send(id.stream(), command, origin, SettingsDocument.class);
        return answers.flow(200, document, who.get().identity());
    }

    @PostMapping("/self-service/settings")
    ResponseEntity<byte[]> submit(HttpServletRequest request) throws IOException {
        var who = requests.signedIn(request);
        if (who.isEmpty()) {
            return answers.notSignedIn(request);
        }
        var flow = Query.uuid(request, "flow");
        if (flow.isEmpty()) {
            var missing = ApiError.of(HttpStatus.BAD_REQUEST, "The flow query parameter is missing or malformed.");
            return errors.answer(missing, request);
        }
        var submit = new Submit(new SettingsId(flow.get()), request, who.get(), successor(request));
        return switch (SubmittedBody.read(request)) {
            case TooLarge _ -> SettingsAnswers.tooLarge().answer();
            case Malformed malformed ->
                refuse(
                        submit,
                        Refusal.MALFORMED,
                        Notice.quoting(sealing.sealForToday(submit.id().stream(), malformed.reason())));
            case Fields fields -> guarded(submit, fields);
        };
    }

    /** One submit on its way. */
    private record Submit(SettingsId id, HttpServletRequest request, SignedIn who, Successor successor) {}

    private ResponseEntity<byte[]> guarded(Submit submit, Fields fields) {
        if (fields.get("method").filter(METHOD::equals).isEmpty()) {
            return refuse(submit, Refusal.NO_STRATEGY, Notice.of(4010004));
        }
        return switch (NativeGuard.violation(submit.request()).orElse(null)) {
            case null -> password(submit, fields.get("password"));
            case NativeGuard.OriginHeader _ ->
                refuse(submit, Refusal.ORIGIN_HEADER, Notice.reason(ApiFlowGuard.ORIGIN_REASON));
            case NativeGuard.ForeignCookies _ ->
                refuse(submit, Refusal.FOREIGN_COOKIE, Notice.reason(ApiFlowGuard.COOKIE_REASON));
        };
    }

    private ResponseEntity<byte[]> password(Submit submit, Optional<String> password) {
        var identity = submit.who().identity();
        var session = submit.who().session();
        var command = new SubmitPassword(
                submit.id(),
                identity.id(),
                session.id(),
                session.issuedAt(),
                Optional.empty(),
                Optional.empty(),
                submit.successor(),
                requests.now());
        var judged = password.map(text -> judge.judge(command, text, flow(submit.id()), identity))
                .orElse(command);
        return answers.of(send(submit, judged), identity, submit.request());
    }

    private Settings flow(SettingsId id) {
        var state = Settings.initial();
        for (var envelope : log.readStream(id.stream(), 0)) {
            state = Settings.evolve(state, (SettingsEvent) envelope.event());
        }
        return state;
    }

    private ResponseEntity<byte[]> refuse(Submit submit, Refusal reason, Notice notice) {
        var identity = submit.who().identity();
        var command = new RefuseSettings(
                submit.id(), identity.id(), reason, List.of(notice), submit.successor(), requests.now());
        return answers.of(send(submit, command), identity, submit.request());
    }

    private SettingsAnswer send(Submit submit, Object command) {
        var stream = submit.id().stream();
        var origin = requests.origin(submit.request(), actor(submit.who()), stream);
        return commands.send(stream, command, origin, SettingsAnswer.class);
    }

    private Successor successor(HttpServletRequest request) {
        var id = new SettingsId(UUID.randomUUID());
        return new Successor(id, requests.sealedUrl(request, id.stream()));
    }

    private static String actor(SignedIn who) {
        return who.identity().id().stream();
    }
}
