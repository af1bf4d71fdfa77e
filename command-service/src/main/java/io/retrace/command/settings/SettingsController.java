package io.retrace.command.settings;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.NativeGuard;
import io.retrace.command.http.Requests;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import io.retrace.command.secret.SessionToken;
import io.retrace.log.Append.Claim;
import io.retrace.log.EventLog;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.ApiFlowGuard;
import io.retrace.model.settings.RefuseSettings;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SettingsReply;
import io.retrace.model.settings.SubmitPassword;
import io.retrace.model.settings.Successor;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.ContinuityCookie;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.SessionCredentials;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Public HTTP to settings commands and back (spec section 9.5). */
@RestController
final class SettingsController {

    private static final String PASSWORD = "password";
    private static final String PROFILE = "profile";
    private static final String NOT_BY_GET =
            "Unable to decode body because HTTP Request Method was \"GET\" but only [POST PUT PATCH] are supported.";
    private static final Set<String> METHODS = Set.of(PASSWORD, PROFILE);

    private final Commands commands;
    private final EventLog log;
    private final Requests requests;
    private final ErrorPages errors;
    private final Sealing sealing;
    private final PasswordJudge judge;
    private final ProfileSaver profiles;
    private final ContinuityCookie kept;
    private final Continuity continuity;
    private final SettingsAnswers answers;

    SettingsController(
            Commands commands,
            EventLog log,
            Requests requests,
            ErrorPages errors,
            Sealing sealing,
            PasswordJudge judge,
            ProfileSaver profiles,
            ContinuityCookie kept,
            Continuity continuity,
            SettingsAnswers answers) {
        this.commands = commands;
        this.log = log;
        this.requests = requests;
        this.errors = errors;
        this.sealing = sealing;
        this.judge = judge;
        this.profiles = profiles;
        this.kept = kept;
        this.continuity = continuity;
        this.answers = answers;
    }

    /** Takes what is posted, and what a browser brings back whose person has shown who they are (spec section 20.7). */
    @RequestMapping(
            path = "/self-service/settings",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> submit(HttpServletRequest request) throws IOException {
        var who = requests.signedIn(request);
        if (who.isEmpty()) {
            return answers.notSignedIn(request);
        }
        var flow = Query.uuid(request, "flow");
        if (flow.isEmpty()) {
            return errors.answer(ApiError.flowMissing(), request);
        }
        var id = new SettingsId(flow.get());
        return request.getMethod().equals("POST") ? posted(id, who.get(), request) : brought(id, who.get(), request);
    }

    private ResponseEntity<byte[]> posted(SettingsId id, SignedIn who, HttpServletRequest request) throws IOException {
        return switch (SubmittedBody.read(request)) {
            case TooLarge _ -> errors.answer(ApiError.bodyTooLarge(), request);
            case Malformed malformed -> {
                var input = sealing.sealForToday(id.stream(), malformed.reason());
                yield refuse(submit(id, who, request, Fields.NONE), Refusal.MALFORMED, Notice.quoting(input));
            }
            case Fields fields -> guarded(submit(id, who, request, fields));
        };
    }

    /** What is brought back was checked when it was submitted: nobody else could close it. */
    private ResponseEntity<byte[]> brought(SettingsId id, SignedIn who, HttpServletRequest request) {
        var now = requests.now();
        var fields = kept.of(request)
                .flatMap(value -> continuity.brought(value, id, who.identity().id(), now));
        if (fields.isEmpty()) {
            return refuse(submit(id, who, request, Fields.NONE), Refusal.MALFORMED, Notice.reason(NOT_BY_GET));
        }
        var answer = judged(submit(id, who, request, fields.get()), flow(id));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(kept.spent(request, now))
                .headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private Submit submit(SettingsId id, SignedIn who, HttpServletRequest request, Fields fields) {
        var token = new SessionToken(SessionCredentials.token(request).orElseThrow());
        return new Submit(id, who, requests.asked(request, fields, token), successor(request));
    }

    /** A browser's flow takes a browser's token, a native one no browser. */
    private ResponseEntity<byte[]> guarded(Submit submit) {
        if (submit.method().filter(METHODS::contains).isEmpty()) {
            return refuse(submit, Refusal.NO_STRATEGY, Notice.of(4010004));
        }
        var flow = flow(submit.id());
        if (flow instanceof Settings.Open open && open.type() == FlowType.BROWSER) {
            return submit.asked().showsToken() ? judged(submit, flow) : forged(submit);
        }
        return switch (submit.asked().violation().orElse(null)) {
            case null -> judged(submit, flow);
            case NativeGuard.OriginHeader _ ->
                refuse(submit, Refusal.ORIGIN_HEADER, Notice.reason(ApiFlowGuard.ORIGIN_REASON));
            case NativeGuard.ForeignCookies _ ->
                refuse(submit, Refusal.FOREIGN_COOKIE, Notice.reason(ApiFlowGuard.COOKIE_REASON));
        };
    }

    private ResponseEntity<byte[]> judged(Submit submit, Settings flow) {
        return submit.method().filter(PROFILE::equals).isPresent() ? profile(submit) : password(submit, flow);
    }

    private ResponseEntity<byte[]> profile(Submit submit) {
        var answer = profiles.save(submit, (command, claims) -> send(submit, command, claims));
        return answers.of(answer, now(submit.who()), submit.asked());
    }

    /** Who is signed in, with what is so of them by now. */
    private SignedIn now(SignedIn who) {
        return log.readIdentity(who.identity().id()) instanceof Identity.Present person
                ? new SignedIn(who.session(), person, who.origin())
                : who;
    }

    private ResponseEntity<byte[]> password(Submit submit, Settings flow) {
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
                submit.asked().at());
        var judged = submit.asked()
                .fields()
                .get("password")
                .map(text -> judge.judge(command, text, flow, identity))
                .orElse(command);
        return answers.of(send(submit, judged), submit.who(), submit.asked());
    }

    private Settings flow(SettingsId id) {
        var state = Settings.initial();
        for (var envelope : log.readStream(id.stream(), 0)) {
            state = Settings.evolve(state, (SettingsEvent) envelope.event());
        }
        return state;
    }

    private ResponseEntity<byte[]> forged(Submit submit) {
        var answer = send(submit, refusal(submit, Refusal.CSRF, List.of()));
        return answer.reply() instanceof SettingsReply.Refused
                ? answers.forged(submit.asked())
                : answers.of(answer, submit.who(), submit.asked());
    }

    private ResponseEntity<byte[]> refuse(Submit submit, Refusal reason, Notice notice) {
        return answers.of(send(submit, refusal(submit, reason, List.of(notice))), submit.who(), submit.asked());
    }

    private static RefuseSettings refusal(Submit submit, Refusal reason, List<Notice> notices) {
        return new RefuseSettings(
                submit.id(),
                submit.who().identity().id(),
                reason,
                notices,
                submit.successor(),
                submit.asked().at());
    }

    private SettingsAnswer send(Submit submit, Object command) {
        return send(submit, command, List.of());
    }

    private SettingsAnswer send(Submit submit, Object command, List<Claim> claims) {
        var stream = submit.id().stream();
        var actor = submit.who().identity().id().stream();
        var origin = requests.origin(submit.asked().request(), actor, stream);
        return commands.send(stream, command, origin, claims, SettingsAnswer.class);
    }

    private Successor successor(HttpServletRequest request) {
        var id = new SettingsId(UUID.randomUUID());
        return new Successor(id, requests.sealedUrl(request, id.stream()));
    }
}
