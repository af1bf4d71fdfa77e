package io.retrace.command.recovery;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.Asked;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.NativeGuard;
import io.retrace.command.http.Requests;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import io.retrace.command.identity.EmailAddress;
import io.retrace.command.secret.RecoveryCode;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.BrowserMacs;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SettingsId;
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
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Public HTTP to recovery commands and back (spec sections 3 to 4). Clear codes, tokens and addresses end here. */
@RestController
final class RecoveryController {

    private static final String METHOD = "code";
    private static final String ONLY_POST =
            "Unable to decode body because HTTP Request Method was \"GET\" but only [POST] are supported.";

    private final Commands commands;
    private final Requests requests;
    private final ErrorPages errors;
    private final LetterWriter letters;
    private final SecretSource secrets;
    private final SessionLookup sessions;
    private final Sealing sealing;
    private final BrowserMacs browsers;
    private final RecoveryAnswers answers;
    private final RecoverySwitches switches;

    RecoveryController(
            Commands commands,
            Requests requests,
            ErrorPages errors,
            LetterWriter letters,
            SecretSource secrets,
            SessionLookup sessions,
            Sealing sealing,
            BrowserMacs browsers,
            RecoveryAnswers answers,
            RecoverySwitches switches) {
        this.commands = commands;
        this.requests = requests;
        this.errors = errors;
        this.letters = letters;
        this.secrets = secrets;
        this.sessions = sessions;
        this.sealing = sealing;
        this.browsers = browsers;
        this.answers = answers;
        this.switches = switches;
    }

    @PostMapping("/self-service/recovery")
    ResponseEntity<byte[]> submit(HttpServletRequest request) throws IOException {
        var id = flowOf(request);
        if (id.isEmpty()) {
            return errors.answer(ApiError.flowMissing(), request);
        }
        return switch (SubmittedBody.read(request)) {
            case TooLarge _ -> ApiError.bodyTooLarge().answer();
            case Malformed malformed -> malformed(submit(id.get(), request, Fields.NONE), malformed.reason());
            case Fields fields -> fields(submit(id.get(), request, fields));
        };
    }

    /** Whoever opens the address of a submit: nothing is submitted that way. */
    @GetMapping("/self-service/recovery")
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        if (request.getMethod().equals("HEAD")) {
            return ResponseEntity.noContent().build();
        }
        var id = flowOf(request);
        return id.isEmpty()
                ? errors.answer(ApiError.flowMissing(), request)
                : malformed(submit(id.get(), request, Fields.NONE), ONLY_POST);
    }

    /** One submit on its way. */
    private record Submit(RecoveryId id, Asked asked, Substitute substitute) {}

    private Submit submit(RecoveryId id, HttpServletRequest request, Fields fields) {
        var asked = requests.asked(request, fields, secrets.newToken());
        var fresh = browsers.mac(asked.fresh().secret().cookieValue());
        var current =
                asked.cookie().map(secret -> browsers.mac(secret.cookieValue())).orElse(fresh);
        var next = new RecoveryId(UUID.randomUUID());
        var url = requests.sealedUrl(request, next.stream());
        return new Submit(id, asked, new Substitute(next, url, Optional.of(current), Optional.of(fresh)));
    }

    /** What cannot be read holds no token; the flow says so to the browser that it belongs to all the same. */
    private ResponseEntity<byte[]> malformed(Submit submit, String reason) {
        var input = sealing.sealForToday(submit.id().stream(), reason);
        var refusal = refusal(submit, Refusal.MALFORMED, List.of(Notice.quoting(input)));
        return answers.of(send(submit, refusal, Optional.empty(), cookie(submit)), submit.asked());
    }

    private ResponseEntity<byte[]> fields(Submit submit) {
        var email = submit.asked().fields().get("email");
        return email.isPresent() ? address(submit, email.get()) : code(submit);
    }

    private ResponseEntity<byte[]> address(Submit submit, String email) {
        if (requests.signedIn(submit.asked().request()).isPresent()) {
            return refuse(submit, Refusal.SESSION_PRESENT, List.of());
        }
        if (submit.asked().fields().get("method").filter(METHOD::equals).isEmpty()) {
            return refuse(submit, Refusal.NO_STRATEGY, List.of(Notice.of(4010005)));
        }
        if (!switches.codeEnabled()) {
            return refuse(submit, Refusal.METHOD_DISABLED, List.of());
        }
        if (!EmailAddress.isValid(email)) {
            var input = sealing.sealForToday(submit.id().stream(), email);
            return refuse(submit, Refusal.MALFORMED_ADDRESS, List.of(Notice.about("email", 4000040, input)));
        }
        var at = submit.asked().at();
        return answers.of(
                send(submit, allowance -> letters.prepare(submit.id(), email, submit.substitute(), allowance, at)),
                submit.asked());
    }

    private ResponseEntity<byte[]> code(Submit submit) {
        var fields = submit.asked().fields();
        var otherwise = fields.get("method").filter(METHOD::equals).isPresent()
                ? refusal(submit, Refusal.MISSING_ADDRESS, List.of(Notice.missing("email")))
                : refusal(submit, Refusal.NO_STRATEGY, List.of(Notice.of(4010005)));
        var macs = secrets.macsOf(new RecoveryCode(fields.get("code").orElse("")));
        var outcome = outcome(submit);
        var answer = send(
                submit,
                allowance -> new CodeSubmission(
                        macs,
                        submit.substitute(),
                        outcome,
                        otherwise.apply(allowance),
                        letters.decoy(),
                        allowance,
                        submit.asked().at()));
        return answers.of(answer, submit.asked());
    }

    private Outcome outcome(Submit submit) {
        var settingsId = new SettingsId(UUID.randomUUID());
        var token = submit.asked().token();
        return new Outcome(
                sessions.newId(token.text()),
                secrets.macOf(token),
                settingsId,
                requests.sealedUrl(submit.asked().request(), settingsId.stream()),
                submit.substitute().fresh());
    }

    private ResponseEntity<byte[]> refuse(Submit submit, Refusal reason, List<Notice> notices) {
        return answers.of(send(submit, refusal(submit, reason, notices)), submit.asked());
    }

    private Function<Allowance, RefuseRecovery> refusal(Submit submit, Refusal reason, List<Notice> notices) {
        return allowance -> new RefuseRecovery(
                submit.id(),
                reason,
                notices,
                submit.substitute(),
                allowance,
                submit.asked().at());
    }

    private RecoveryAnswer send(Submit submit, Function<Allowance, ?> command) {
        var ifNative = submit.asked().violation().map(violation -> refusal(submit, reason(violation), List.of()));
        var browser = submit.asked().showsToken() ? cookie(submit) : List.<SecretMac>of();
        return send(submit, command, ifNative, browser);
    }

    private List<SecretMac> cookie(Submit submit) {
        return submit.asked()
                .cookie()
                .map(secret -> browsers.macs(secret.cookieValue()))
                .orElse(List.of());
    }

    private RecoveryAnswer send(
            Submit submit,
            Function<Allowance, ?> command,
            Optional<Function<Allowance, RefuseRecovery>> ifNative,
            List<SecretMac> browser) {
        var request = submit.asked().request();
        var stream = submit.id().stream();
        var ifForged = refusal(submit, Refusal.CSRF, List.of());
        return commands.send(
                stream,
                requests.allowance(request),
                allowance -> new Submission(
                        command.apply(allowance),
                        ifNative.map(refusal -> refusal.apply(allowance)),
                        browser,
                        ifForged.apply(allowance)),
                requests.origin(request, RecoveryStartController.ANONYMOUS, stream),
                RecoveryAnswer.class);
    }

    private static Refusal reason(NativeGuard violation) {
        return switch (violation) {
            case NativeGuard.OriginHeader _ -> Refusal.ORIGIN_HEADER;
            case NativeGuard.ForeignCookies _ -> Refusal.FOREIGN_COOKIE;
        };
    }

    private static Optional<RecoveryId> flowOf(HttpServletRequest request) {
        return Query.uuid(request, "flow").map(RecoveryId::new);
    }
}
