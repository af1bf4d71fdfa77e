package io.retrace.command.identity;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.command.CommandSide;
import io.retrace.command.axon.Commands;
import io.retrace.command.http.Requests;
import io.retrace.wire.flow.IdentityJson;
import io.retrace.wire.http.Urls;
import io.retrace.wire.schema.IdentitySchemas;
import io.retrace.wire.settings.RetraceSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds what answers for identities. */
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

    @Bean
    PasswordStore passwordStore(CommandSide side, RetraceSettings settings, MeterRegistry metrics) {
        var queue = new HashingQueue(
                Runtime.getRuntime().availableProcessors(),
                settings.hashers().queueMax(),
                settings.hashers().patience());
        Gauge.builder("retrace_password_queue", queue, HashingQueue::waiting)
                .description("passwords that wait to be hashed")
                .register(metrics);
        return new PasswordStore(side.database(), queue);
    }

    @Bean(destroyMethod = "close")
    PasswordRetention passwordRetention(CommandSide side) {
        return new PasswordRetention(side.database());
    }

    @Bean
    IdentityRegistration identityRegistration(Commands commands, CommandSide side, PasswordStore passwords) {
        return new IdentityRegistration(commands, side.sealing(), side.claims(), passwords);
    }

    @Bean
    TraitsValidator traitsValidator() {
        return new TraitsValidator();
    }

    @Bean
    IdentityAdminController identityAdminController(
            Commands commands,
            CommandSide side,
            Requests requests,
            IdentityRegistration registration,
            TraitsValidator validator,
            IdentitySchemas schemas,
            Urls urls) {
        return new IdentityAdminController(
                commands,
                side.log(),
                side.sealing(),
                requests,
                registration,
                validator,
                schemas,
                new IdentityJson(urls, side.sealing()::open),
                urls);
    }
}
