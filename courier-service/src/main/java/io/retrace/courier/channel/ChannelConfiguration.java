package io.retrace.courier.channel;

import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways to reach people. */
@Configuration(proxyBeanMethods = false)
public class ChannelConfiguration {

    @Bean
    Channel mailChannel(RetraceSettings settings, Clock clock) {
        var smtp = settings.courier().smtp();
        return new SmtpChannel(smtp.connectionUri(), smtp.fromAddress(), smtp.fromName(), clock);
    }
}
