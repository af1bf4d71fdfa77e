package io.retrace.command.settings;

import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.ErrorPages;
import io.retrace.command.http.Requests;
import io.retrace.command.http.ReturnUrls;
import io.retrace.command.identity.PasswordStore;
import io.retrace.model.policy.Policy;
import io.retrace.wire.flow.SettingsJson;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for settings flows. */
@Configuration(proxyBeanMethods = false)
public class SettingsConfiguration {

    @Bean
    SettingsController settingsController(
            Commands commands,
            Requests requests,
            ReturnUrls returnUrls,
            ErrorPages errors,
            CommandSide side,
            PasswordStore passwords,
            Policy policy,
            IdentitySchemas schemas,
            Urls urls,
            Clock clock) {
        return new SettingsController(
                commands,
                side.log(),
                requests,
                returnUrls,
                errors,
                side.sealing(),
                new PasswordJudge(passwords, side.sealing(), policy),
                new SettingsAnswers(new SettingsJson(urls, side.sealing()::open), schemas, urls, clock));
    }
}
