package io.retrace.command.settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.breach.BreachedPasswords;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.identity.PasswordStore;
import io.retrace.command.identity.SignInNames;
import io.retrace.command.identity.TraitsValidator;
import io.retrace.model.policy.Policy;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.ContinuityCookie;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for settings flows. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {

    private static final Duration BREACH_PATIENCE = Duration.ofSeconds(3);

    @Bean
    ContinuityCookie continuityCookie(RetraceSettings settings) {
        return new ContinuityCookie(settings);
    }

    @Bean
    Continuity continuity(CommandSide side) {
        return new Continuity(side.sealing());
    }

    @Bean
    SettingsAnswers settingsAnswers(
            CommandSide side,
            ContinuityCookie kept,
            Continuity continuity,
            IdentitySchemas schemas,
            ErrorPages errors,
            ReturnUrls returnUrls,
            CsrfCookie csrf,
            SessionCookie sessions,
            RetraceSettings settings,
            Urls urls,
            Clock clock) {
        var flows = settings.selfservice().flows();
        var afterRecovery = Optional.ofNullable(flows.recovery().after().defaultBrowserReturnUrl());
        return new SettingsAnswers(
                new SettingsJson(urls, side.sealing()::open, afterRecovery),
                schemas,
                errors,
                returnUrls,
                csrf,
                sessions,
                kept,
                continuity,
                flows.settings().after(),
                urls,
                clock);
    }

    @Bean
    ChangePasswordController changePasswordController(Urls urls) {
        return new ChangePasswordController(urls);
    }

    @Bean
    SettingsStartController settingsStartController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CsrfCookie csrf,
            SettingsAnswers answers) {
        return new SettingsStartController(commands, requests, returnUrls, errors, csrf, answers);
    }

    @Bean
    SettingsController settingsController(
            Commands commands,
            Requests requests,
            ErrorPages errors,
            CommandSide side,
            PasswordStore passwords,
            TraitsValidator validator,
            IdentitySchemas schemas,
            RetraceSettings settings,
            MeterRegistry metrics,
            Policy policy,
            ContinuityCookie kept,
            Continuity continuity,
            SettingsAnswers answers) {
        var names = new SignInNames(side.sealing(), schemas);
        var profiles = new ProfileJudge(side.sealing(), side.claims(), validator);
        return new SettingsController(
                commands,
                side.log(),
                requests,
                errors,
                side.sealing(),
                new PasswordJudge(passwords, side.sealing(), names, breaches(settings, metrics), policy),
                new ProfileSaver(side.log(), schemas, profiles),
                kept,
                continuity,
                answers);
    }

    /** Who is asked about data breaches, if anybody is. */
    private static Optional<BreachedPasswords> breaches(RetraceSettings settings, MeterRegistry metrics) {
        var passwords = settings.selfservice().methods().password().config();
        return passwords.breaches().map(_ -> new BreachedPasswords(passwords.breachesBase(), BREACH_PATIENCE, metrics));
    }
}
