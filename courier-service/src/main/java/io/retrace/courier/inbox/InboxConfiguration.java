package io.retrace.courier.inbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.courier.CourierDatabase;
import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.courier.delivery.DeliveryWorker;
import io.retrace.courier.delivery.RestoreWatch;
import io.retrace.topic.Topics;
import io.retrace.wire.settings.RetraceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What comes in. The inbox needs the worker that it wakes, so Spring stops it first. */
@Configuration(proxyBeanMethods = false)
public class InboxConfiguration {

    @Bean
    EventInbox eventInbox(
            RetraceSettings settings,
            CourierDatabase database,
            DeliveryQueue queue,
            DeliveryWorker worker,
            RestoreWatch watch,
            Clock clock,
            MeterRegistry metrics) {
        var inbox = new EventInbox(
                settings.kafka().bootstrapServers(), database, queue, worker::wake, watch::isSound, clock);
        FunctionCounter.builder("retrace.records.dead", inbox, EventInbox::putAside)
                .description("Records that went to the dead-letter topic, because nobody understands them")
                .tag("topic", Topics.EVENTS)
                .register(metrics);
        return inbox;
    }

    @Bean
    Retention courierRetention(CourierDatabase database, DeliveryQueue queue, Clock clock) {
        return new Retention(new InboxTable(database), queue, clock);
    }
}
