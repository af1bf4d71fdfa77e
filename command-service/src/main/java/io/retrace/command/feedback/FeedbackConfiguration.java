package io.retrace.command.feedback;

import io.retrace.command.CommandSide;
import io.retrace.model.policy.Policy;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the way from the courier's reports to the log. */
@Configuration(proxyBeanMethods = false)
public class FeedbackConfiguration {

    private static final String INCARNATION = "select incarnation from log.event_head where id = 1";

    @Bean(destroyMethod = "close")
    DeliveryFeedback deliveryFeedback(CommandSide side, Policy policy, RetraceSettings settings) {
        int incarnation = side.database()
                .pool()
                .jdbc()
                .sql(INCARNATION)
                .query(Integer.class)
                .single();
        return new DeliveryFeedback(
                side.log(),
                settings.kafka().bootstrapServers(),
                incarnation,
                side.codec().hash(policy),
                Software.NAME);
    }
}
