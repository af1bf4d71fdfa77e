package io.retrace.courier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.courier.CourierDatabase;
import io.retrace.courier.channel.Channel;
import io.retrace.courier.key.LetterOpeners;
import io.retrace.courier.letter.LetterComposer;
import io.retrace.topic.Topics;
import io.retrace.wire.settings.RetraceSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The queue and who works on it. Each needs what it wakes, so Spring stops the worker before the publisher. */
@Configuration(proxyBeanMethods = false)
public class DeliveryConfiguration {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    @Bean
    DeliveryQueue deliveryQueue(CourierDatabase database) {
        return new DeliveryQueue(database);
    }

    @Bean
    LetterComposer letterComposer() {
        return new LetterComposer();
    }

    @Bean
    OutcomePublisher outcomePublisher(CourierDatabase database, RetraceSettings settings) {
        return new OutcomePublisher(new Outbox(database), settings.kafka().bootstrapServers());
    }

    @Bean
    DeliveryAttempt deliveryAttempt(
            DeliveryQueue queue,
            LetterOpeners openers,
            LetterComposer composer,
            Channel channel,
            RetraceSettings settings,
            Clock clock,
            MeterRegistry registry) {
        var longest = settings.courier().retryPauseMax();
        var first = longest.compareTo(FIRST_PAUSE) < 0 ? longest : FIRST_PAUSE;
        var retries = new RetryPolicy(settings.courier().messageRetries() + 1, first, longest);
        var metrics = new LetterMetrics(registry, queue);
        return new DeliveryAttempt(queue, openers, composer, channel, retries, clock, new SecureRandom(), metrics);
    }

    @Bean
    RestoreWatch restoreWatch(CourierDatabase database, DeliveryQueue queue, RetraceSettings settings, Clock clock) {
        var kafka = settings.kafka();
        return new RestoreWatch(
                database, queue, new Topics(kafka.bootstrapServers(), kafka.replicationFactor()), clock);
    }

    @Bean
    DeliveryWorker deliveryWorker(
            DeliveryQueue queue, DeliveryAttempt attempt, OutcomePublisher publisher, RestoreWatch watch, Clock clock) {
        return new DeliveryWorker(queue, attempt, publisher, watch, clock);
    }
}
