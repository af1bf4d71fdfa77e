package io.retrace.command.feedback;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.command.CommandSide;
import io.retrace.model.policy.Policy;
import io.retrace.topic.Topics;
import io.retrace.wire.http.Software;
import io.retrace.wire.settings.RetraceSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the way from the courier's reports to the log. */
@Configuration(proxyBeanMethods = false)
public class FeedbackConfiguration {

    private static final String INCARNATION = "select incarnation from log.event_head where id = 1";

    @Bean(destroyMethod = "close")
    DeliveryFeedback deliveryFeedback(
            CommandSide side, Policy policy, RetraceSettings settings, MeterRegistry metrics) {
        int incarnation = side.database()
                .pool()
                .jdbc()
                .sql(INCARNATION)
                .query(Integer.class)
                .single();
        var feedback = new DeliveryFeedback(
                side.log(),
                settings.kafka().bootstrapServers(),
                incarnation,
                side.codec().hash(policy),
                Software.NAME);
        FunctionCounter.builder("retrace.records.dead", feedback, DeliveryFeedback::putAside)
                .description("Records that went to the dead-letter topic, because nobody understands them")
                .tag("topic", Topics.DELIVERIES)
                .register(metrics);
        return feedback;
    }
}
