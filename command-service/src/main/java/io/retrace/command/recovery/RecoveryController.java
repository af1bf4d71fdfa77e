package io.retrace.command.recovery;

import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.SubmittedBody;
import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.http.SubmittedBody.Malformed;
import io.retrace.command.http.SubmittedBody.TooLarge;
import io.retrace.command.identity.EmailAddress;
import io.retrace.command.secret.LinkToken;
import io.retrace.command.secret.RecoveryCode;
import io.retrace.command.secret.SecretSource;
import io.retrace.log.BrowserMacs;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RefuseRecovery;
import io.retrace.model.recovery.Substitute;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Public HTTP to recovery commands and back (spec sections 3 to 6). Clear codes, tokens and addresses end here. */
@RestController
final class RecoveryController {

    private static final String ONLY_POST =
            "Unable to decode body because HTTP Request Method was \"GET\" but only [POST] are supported.";

    private final Submissions submissions;
    private final Requests requests;
    private final ErrorPages errors;
    private final LetterWriter letters;
    private final SecretSource secrets;
    private final SessionLookup sessions;
    private final Sealing sealing;
    private final BrowserMacs browsers;
    private final RecoveryAnswers answers;
    private final ConfirmationAnswers confirmations;
    private final RecoverySwitches switches;

    RecoveryController(
            Submissions submissions,
            Requests requests,
            ErrorPages errors,
            LetterWriter letters,
            SecretSource secrets,
            SessionLookup sessions,
            Sealing sealing,
            BrowserMacs browsers,
            RecoveryAnswers answers,
            ConfirmationAnswers confirmations,
            RecoverySwitches switches) {
        this.submissions = submissions;
        this.requests = requests;
        this.errors = errors;
        this.letters = letters;
        this.secrets = secrets;
        this.sessions = sessions;
        this.sealing = sealing;
        this.browsers = browsers;
        this.answers = answers;
        this.confirmations = confirmations;
        this.switches = switches;
    }

    @PostMapping("/self-service/recovery")
    ResponseEntity<byte[]> submit(HttpServletRequest request) throws IOException {
        var id = flowOf(request);
        if (id.isEmpty()) {
            return errors.answer(ApiError.flowMissing(), request);
        }
        return switch (SubmittedBody.read(request)) {
            case TooLarge _ -> errors.answer(ApiError.bodyTooLarge(), request);
            case Malformed malformed -> {
                var submit = submit(id.get(), request, Fields.NONE);
                yield send(submit, submissions.unread(submit, malformed(submit, malformed.reason())));
            }
            case Fields fields -> {
                var submit = submit(id.get(), request, fields);
                yield follow(submit, fields.get("token"), submissions.read(submit, command(submit)));
            }
        };
    }

    /** Whoever opens a link from a letter, or the address of a submit, where nothing is submitted. */
    @GetMapping("/self-service/recovery")
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        if (request.getMethod().equals("HEAD")) {
            return ResponseEntity.noContent().build();
        }
        var id = flowOf(request);
        if (id.isEmpty()) {
            return errors.answer(ApiError.flowMissing(), request);
        }
        var token = Query.parameter(request, "token").filter(text -> !text.isEmpty());
        if (token.isPresent() && confirmations.isDue(request)) {
            return confirmations.page(request, id.get(), token.get());
        }
        var submit = submit(id.get(), request, Fields.NONE);
        return follow(submit, token, submissions.look(submit, malformed(submit, ONLY_POST)));
    }

    private Submit submit(RecoveryId id, HttpServletRequest request, Fields fields) {
        var asked = requests.asked(request, fields, secrets.newToken());
        var fresh = browsers.mac(asked.fresh().secret().cookieValue());
        var current =
                asked.cookie().map(secret -> browsers.mac(secret.cookieValue())).orElse(fresh);
        var next = new RecoveryId(UUID.randomUUID());
        var url = requests.sealedUrl(request, next.stream());
        return new Submit(
                id,
                asked,
                new Substitute(next, url, Optional.of(current), Optional.of(fresh), false),
                requests.signedIn(request).isPresent(),
                requests.allowance(request),
                requests.origin(request, RecoveryStartController.ANONYMOUS, id.stream()));
    }

    private ResponseEntity<byte[]> send(Submit submit, Function<Allowance, ?> command) {
        return answers.of(submissions.send(submit, command), submit.asked());
    }

    /** Whoever has the token of a link needs nothing else, so that only a flow without links looks at the rest. */
    private ResponseEntity<byte[]> follow(
            Submit submit, Optional<String> token, Function<Allowance, Submission> otherwise) {
        return token.filter(_ -> switches.isOn(RecoveryMethod.LINK))
                .map(text -> send(
                        submit,
                        submissions.link(submit, secrets.macsOf(new LinkToken(text)), outcome(submit), otherwise)))
                .orElseGet(() -> send(submit, otherwise));
    }

    private Function<Allowance, RefuseRecovery> malformed(Submit submit, String reason) {
        var input = sealing.sealForToday(submit.id().stream(), reason);
        return submit.refusal(Refusal.MALFORMED, Notice.quoting(input));
    }

    private Function<Allowance, ?> command(Submit submit) {
        return submit.asked()
                .fields()
                .get("email")
                .<Function<Allowance, ?>>map(email -> address(submit, email))
                .orElseGet(() -> code(submit));
    }

    private Function<Allowance, ?> address(Submit submit, String email) {
        if (EmailAddress.isValid(email)) {
            return refused(submit)
                    .<Function<Allowance, ?>>map(refusal -> refusal)
                    .orElseGet(() -> {
                        var method = submit.method().orElseThrow();
                        return allowance -> letters.prepare(submit, method, email, allowance);
                    });
        }
        var input = sealing.sealForToday(submit.id().stream(), email);
        return refused(submit)
                .orElseGet(() -> submit.refusal(Refusal.MALFORMED_ADDRESS, Notice.about("email", 4000040, input)));
    }

    private Function<Allowance, ?> code(Submit submit) {
        var otherwise =
                refused(submit).orElseGet(() -> submit.refusal(Refusal.MISSING_ADDRESS, Notice.missing("email")));
        var macs = secrets.macsOf(
                new RecoveryCode(submit.asked().fields().get("code").orElse("")));
        var outcome = outcome(submit);
        return allowance -> new CodeSubmission(
                macs,
                submit.substitute(),
                outcome,
                otherwise.apply(allowance),
                letters.decoy(),
                allowance,
                submit.asked().at());
    }

    /** Why it may not even ask for a letter. */
    private Optional<Function<Allowance, RefuseRecovery>> refused(Submit submit) {
        if (submit.signedIn()) {
            return Optional.of(submit.refusal(Refusal.SESSION_PRESENT));
        }
        if (submit.method().isEmpty()) {
            return Optional.of(submit.refusal(Refusal.NO_STRATEGY, Notice.of(4010005)));
        }
        return submit.method().filter(switches::isOn).isPresent()
                ? Optional.empty()
                : Optional.of(submit.refusal(Refusal.METHOD_DISABLED));
    }

    private Outcome outcome(Submit submit) {
        var settingsId = new SettingsId(UUID.randomUUID());
        var asked = submit.asked();
        return new Outcome(
                sessions.newId(asked.token().text()),
                secrets.macOf(asked.token()),
                settingsId,
                requests.sealedUrl(asked.request(), settingsId.stream()),
                submit.substitute().fresh(),
                asked.fields().payload().map(payload -> sealing.sealForToday(submit.id().stream(), payload)));
    }

    private static Optional<RecoveryId> flowOf(HttpServletRequest request) {
        return Query.uuid(request, "flow").map(RecoveryId::new);
    }
}
