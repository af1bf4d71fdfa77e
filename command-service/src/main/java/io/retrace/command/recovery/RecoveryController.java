package io.retrace.command.recovery;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.NativeGuard;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import io.retrace.command.identity.EmailAddress;
import io.retrace.command.secret.RecoveryCode;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.recovery.InitiateRecovery;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.SubmitCode.Outcome;
import io.retrace.model.recovery.Substitute;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Public HTTP to recovery commands and back (spec sections 2.3 and 3 to 4). Clear codes, tokens and addresses end here.
 */
@RestController
final class RecoveryController {

    private static final String ANONYMOUS = "anonymous";
    private static final String METHOD = "code";

    private final Commands commands;
    private final Requests requests;
    private final ReturnUrls returnUrls;
    private final ErrorPages errors;
    private final LetterWriter letters;
    private final SecretSource secrets;
    private final SessionLookup sessions;
    private final Sealing sealing;
    private final RecoveryAnswers answers;
    private final RecoverySwitches switches;

    RecoveryController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            LetterWriter letters,
            SecretSource secrets,
            SessionLookup sessions,
            Sealing sealing,
            RecoveryAnswers answers,
            RecoverySwitches switches) {
        this.commands = commands;
        this.requests = requests;
        this.returnUrls = returnUrls;
        this.errors = errors;
        this.letters = letters;
        this.secrets = secrets;
        this.sessions = sessions;
        this.sealing = sealing;
        this.answers = answers;
        this.switches = switches;
    }

    @GetMapping("/self-service/recovery/api")
    ResponseEntity<byte[]> initiate(HttpServletRequest request) {
        if (requests.signedIn(request).isPresent()) {
            return ApiError.sessionAvailable().answer();
        }
        if (!switches.enabled()) {
            var off = ApiError.of(HttpStatus.BAD_REQUEST, "Recovery is not allowed because it was disabled.");
            return errors.answer(off, request);
        }
        var refused = returnUrls.refusal(request);
        if (refused.isPresent()) {
            return refused.get().answer();
        }
        var id = new RecoveryId(UUID.randomUUID());
        var url = requests.sealedUrl(request, id.stream());
        var at = requests.now();
        return answers.initiated(
                send(request, id, allowance -> new InitiateRecovery(id, FlowType.API, url, allowance, at)));
    }

    @PostMapping("/self-service/recovery")
    ResponseEntity<byte[]> submit(HttpServletRequest request) throws IOException {
        var id = flowOf(request);
        if (id.isEmpty()) {
            var missing = ApiError.of(HttpStatus.BAD_REQUEST, "The flow query parameter is missing or malformed.");
            return errors.answer(missing, request);
        }
        var submit = new Submit(id.get(), request, substitute(request));
        return switch (SubmittedBody.read(request)) {
            case TooLarge _ -> answers.tooLarge();
            case Malformed malformed ->
                refuse(
                        submit,
                        Refusal.MALFORMED,
                        Notice.quoting(sealing.sealForToday(submit.id().stream(), malformed.reason())));
            case Fields fields -> guarded(submit, fields);
        };
    }

    /** One submit on its way. */
    private record Submit(RecoveryId id, HttpServletRequest request, Substitute substitute) {}

    private ResponseEntity<byte[]> guarded(Submit submit, Fields fields) {
        var violation = NativeGuard.violation(submit.request());
        if (violation.isPresent()) {
            var reason = switch (violation.get()) {
                case NativeGuard.OriginHeader _ -> Refusal.ORIGIN_HEADER;
                case NativeGuard.ForeignCookies _ -> Refusal.FOREIGN_COOKIE;
            };
            return answers.of(send(submit, refusal(submit, reason, List.of())), submit.request(), fields, violation);
        }
        var email = fields.get("email");
        return email.isPresent() ? address(submit, fields, email.get()) : code(submit, fields);
    }

    private ResponseEntity<byte[]> address(Submit submit, Fields fields, String email) {
        if (requests.signedIn(submit.request()).isPresent()) {
            return answers.sessionPresent(send(submit, refusal(submit, Refusal.SESSION_PRESENT, List.of())));
        }
        if (fields.get("method").filter(METHOD::equals).isEmpty()) {
            return refuse(submit, Refusal.NO_STRATEGY, Notice.of(4010005));
        }
        if (!switches.codeEnabled()) {
            return answers.disabled(send(submit, refusal(submit, Refusal.METHOD_DISABLED, List.of())));
        }
        if (!EmailAddress.isValid(email)) {
            var input = sealing.sealForToday(submit.id().stream(), email);
            return refuse(submit, Refusal.MALFORMED_ADDRESS, Notice.about("email", 4000040, input));
        }
        var at = requests.now();
        var answer = send(submit, allowance -> letters.prepare(submit.id(), email, submit.substitute(), allowance, at));
        return answers.of(answer, submit.request(), fields, Optional.empty());
    }

    private ResponseEntity<byte[]> code(Submit submit, Fields fields) {
        var at = requests.now();
        var otherwise = fields.get("method").filter(METHOD::equals).isPresent()
                ? refusal(submit, Refusal.MISSING_ADDRESS, List.of(Notice.missing("email")))
                : refusal(submit, Refusal.NO_STRATEGY, List.of(Notice.of(4010005)));
        var code = new RecoveryCode(fields.get("code").orElse(""));
        var token = secrets.newToken();
        var settingsId = new SettingsId(UUID.randomUUID());
        var outcome = new Outcome(
                sessions.newId(token.text()),
                secrets.macOf(token),
                settingsId,
                requests.sealedUrl(submit.request(), settingsId.stream()));
        var macs = secrets.macsOf(code);
        var answer = send(
                submit,
                allowance -> new CodeSubmission(
                        macs,
                        submit.substitute(),
                        outcome,
                        otherwise.apply(allowance),
                        letters.decoy(),
                        allowance,
                        at));
        return answers.of(answer, submit.request(), fields, token);
    }

    private ResponseEntity<byte[]> refuse(Submit submit, Refusal reason, Notice notice) {
        var answer = send(submit, refusal(submit, reason, List.of(notice)));
        return answers.of(answer, submit.request(), Fields.NONE, Optional.empty());
    }

    private Function<Allowance, RefuseRecovery> refusal(Submit submit, Refusal reason, List<Notice> notices) {
        var at = requests.now();
        return allowance -> new RefuseRecovery(submit.id(), reason, notices, submit.substitute(), allowance, at);
    }

    private RecoveryAnswer send(Submit submit, Function<Allowance, ?> command) {
        return send(submit.request(), submit.id(), command);
    }

    private RecoveryAnswer send(HttpServletRequest request, RecoveryId id, Function<Allowance, ?> command) {
        var origin = requests.origin(request, ANONYMOUS, id.stream());
        return commands.send(id.stream(), requests.allowance(request), command, origin, RecoveryAnswer.class);
    }

    private Substitute substitute(HttpServletRequest request) {
        var id = new RecoveryId(UUID.randomUUID());
        return new Substitute(id, requests.sealedUrl(request, id.stream()));
    }

    private static Optional<RecoveryId> flowOf(HttpServletRequest request) {
        return Query.uuid(request, "flow").map(RecoveryId::new);
    }
}
