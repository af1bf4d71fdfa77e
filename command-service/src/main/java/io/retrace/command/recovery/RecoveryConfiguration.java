package io.retrace.command.recovery;

import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.identity.Decoy;
import io.retrace.command.identity.IdentityRegistration;
import io.retrace.log.LetterContent.Template;
import io.retrace.model.policy.Policy;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.FormTargets;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for recoveries. */
@Configuration(proxyBeanMethods = false)
public class RecoveryConfiguration {

    @Bean
    RecoverySwitches recoverySwitches(RetraceSettings settings, Policy policy) {
        return RecoverySwitches.of(settings, policy);
    }

    @Bean
    LetterWriter letterWriter(
            CommandSide side,
            IdentityRegistration registration,
            Policy policy,
            RetraceSettings settings,
            Urls urls,
            Clock clock) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var decoy = Decoy.ensure(side.claims(), registration, side.system(policy), at);
        var linkBase = settings.selfservice().methods().link().config().baseUrl();
        boolean tellsUnknown = settings.selfservice().flows().recovery().notifyUnknownRecipients();
        return new LetterWriter(
                side.claims(),
                side.log(),
                side.sealing(),
                side.secrets(),
                side.post(),
                policy,
                side.budgets(),
                decoy,
                tellsUnknown ? Template.RECOVERY_CODE_INVALID : Template.SILENT,
                linkBase == null ? urls.publicBase() : Urls.base(linkBase));
    }

    @Bean
    RecoveryAnswers recoveryAnswers(
            CommandSide side,
            Urls urls,
            CsrfCookie csrf,
            SessionCookie sessions,
            ErrorPages errors,
            ReturnUrls returnUrls,
            RecoverySwitches switches,
            Clock clock) {
        var json = new RecoveryJson(urls, side.sealing()::open, side.sealing()::openUnremembered);
        return new RecoveryAnswers(
                json,
                new Replacements(urls, switches, clock),
                new CompletedAnswers(json, sessions, returnUrls, urls, switches),
                errors,
                returnUrls,
                csrf,
                urls,
                clock);
    }

    @Bean
    RecoveryStartController recoveryStartController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            CommandSide side,
            RecoveryAnswers answers,
            RecoverySwitches switches) {
        return new RecoveryStartController(
                commands, requests, returnUrls, errors, csrf, side.browsers(), answers, switches);
    }

    @Bean
    RecoveryController recoveryController(
            Commands commands,
            Requests requests,
            ErrorPages errors,
            LetterWriter letters,
            CommandSide side,
            RecoveryAnswers answers,
            Urls urls,
            RetraceSettings settings,
            RecoverySwitches switches) {
        return new RecoveryController(
                new Submissions(commands, side.browsers()),
                requests,
                errors,
                letters,
                side.secrets(),
                side.sessions(),
                side.sealing(),
                side.browsers(),
                answers,
                new ConfirmationAnswers(urls, switches, FormTargets.of(settings)),
                switches);
    }
}
