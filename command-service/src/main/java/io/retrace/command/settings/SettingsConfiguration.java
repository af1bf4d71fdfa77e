package io.retrace.command.settings;

import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.identity.PasswordStore;
import io.retrace.model.policy.Policy;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.SessionCookie;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for settings flows. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {

    @Bean
    SettingsAnswers settingsAnswers(
            CommandSide side,
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
                Optional.ofNullable(flows.settings().after().defaultBrowserReturnUrl()),
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
            Policy policy,
            SettingsAnswers answers) {
        return new SettingsController(
                commands,
                side.log(),
                requests,
                errors,
                side.sealing(),
                new PasswordJudge(passwords, side.sealing(), policy),
                answers);
    }
}
