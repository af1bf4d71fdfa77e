package io.retrace.command.recovery;

import io.retrace.command.axon.Commands;
import io.retrace.command.http.NativeGuard;
import io.retrace.log.BrowserMacs;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.Refusal;
import io.retrace.model.event.SecretMac;
import io.retrace.model.policy.RecoveryMethod;
import io.retrace.model.recovery.ApiFlowGuard;
import io.retrace.model.recovery.Outcome;
import io.retrace.model.recovery.RefuseRecovery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes what was submitted to its flow, with what its client showed. Each is made by what may still be spent. */
final class Submissions {

    private final Commands commands;
    private final BrowserMacs browsers;

    Submissions(Commands commands, BrowserMacs browsers) {
        this.commands = commands;
        this.browsers = browsers;
    }

    /** Of what was read, token and all. */
    Function<Allowance, Submission> read(Submit submit, Function<Allowance, ?> command) {
        boolean isLink = submit.method().filter(RecoveryMethod.LINK::equals).isPresent();
        return of(
                submit,
                command,
                submit.asked().violation().map(guard -> refusal(submit, guard)),
                submit.asked().showsToken(),
                isLink ? Optional.empty() : Optional.of(submit.noLink()));
    }

    /** Of what cannot be read: it holds no token, so that the cookie alone says whose it is. */
    Function<Allowance, Submission> unread(Submit submit, Function<Allowance, ?> refusal) {
        return of(submit, refusal, Optional.empty(), true, Optional.empty());
    }

    /** Of a look at the address of a submit: to a flow with links it would be one, had it a token. */
    Function<Allowance, Submission> look(Submit submit, Function<Allowance, ?> refusal) {
        return of(submit, refusal, Optional.empty(), true, Optional.of(submit.noLink()));
    }

    /** Of a link that somebody follows. */
    Function<Allowance, LinkRedemption> link(
            Submit submit, List<SecretMac> macs, Outcome outcome, Function<Allowance, Submission> otherwise) {
        return allowance -> new LinkRedemption(
                submit.id(),
                macs,
                submit.substitute().ofLink(),
                outcome,
                otherwise.apply(allowance),
                allowance,
                submit.asked().at());
    }

    /** Sends one of them. */
    RecoveryAnswer send(Submit submit, Function<Allowance, ?> command) {
        return commands.send(submit.id().stream(), submit.network(), command, submit.origin(), RecoveryAnswer.class);
    }

    private Function<Allowance, Submission> of(
            Submit submit,
            Function<Allowance, ?> command,
            Optional<Function<Allowance, RefuseRecovery>> ifNative,
            boolean showsToken,
            Optional<Function<Allowance, RefuseRecovery>> ifLink) {
        var cookie = cookie(submit);
        var ifForged = submit.refusal(Refusal.CSRF);
        return allowance -> new Submission(
                command.apply(allowance),
                ifNative.map(refusal -> refusal.apply(allowance)),
                cookie,
                showsToken,
                ifForged.apply(allowance),
                ifLink.map(refusal -> refusal.apply(allowance)));
    }

    private List<SecretMac> cookie(Submit submit) {
        return submit.asked()
                .cookie()
                .map(secret -> browsers.macs(secret.cookieValue()))
                .orElse(List.of());
    }

    private static Function<Allowance, RefuseRecovery> refusal(Submit submit, NativeGuard violation) {
        return switch (violation) {
            case NativeGuard.OriginHeader _ ->
                submit.refusal(Refusal.ORIGIN_HEADER, Notice.reason(ApiFlowGuard.ORIGIN_REASON));
            case NativeGuard.ForeignCookies _ ->
                submit.refusal(Refusal.FOREIGN_COOKIE, Notice.reason(ApiFlowGuard.COOKIE_REASON));
        };
    }
}
