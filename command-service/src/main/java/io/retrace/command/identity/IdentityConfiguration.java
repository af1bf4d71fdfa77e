package io.retrace.command.identity;

import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.Requests;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for identities. */
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

    @Bean
    PasswordStore passwordStore(CommandSide side, Clock clock) {
        return new PasswordStore(side.database(), clock);
    }

    @Bean
    IdentityRegistration identityRegistration(Commands commands, CommandSide side, PasswordStore passwords) {
        return new IdentityRegistration(commands, side.sealing(), side.claims(), passwords);
    }

    @Bean
    IdentityAdminController identityAdminController(
            Commands commands,
            CommandSide side,
            Requests requests,
            IdentityRegistration registration,
            IdentitySchemas schemas,
            Urls urls) {
        return new IdentityAdminController(
                commands,
                side.log(),
                side.sealing(),
                requests,
                registration,
                new TraitsValidator(),
                schemas,
                new IdentityJson(urls, side.sealing()::open),
                urls);
    }
}
