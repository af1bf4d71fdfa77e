package io.retrace.command.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.command.CommandSide;
import io.retrace.command.relay.KafkaRelay.Condition;
import io.retrace.log.EventFeed;
import io.retrace.topic.Topics;
import io.retrace.wire.http.Impatient;
import io.retrace.wire.http.Readiness;
import io.retrace.wire.settings.RetraceSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the way from the log to Kafka. */
@Configuration(proxyBeanMethods = false)
public class RelayConfiguration {

    /** The feed that the relay follows; of this service alone. */
    record RelayFeed(EventFeed feed, KafkaRelay relay) implements AutoCloseable {
        @Override
        public void close() {
            relay.close();
            feed.close();
        }
    }

    /** A log that lacks what it published takes no requests: it was restored, and positions would mean two things. */
    @Bean
    Readiness relayReadiness(RelayFeed relaying) {
        return new Readiness() {
            @Override
            public String part() {
                return "relay";
            }

            @Override
            public boolean isReady() {
                return relaying.relay().condition() != Condition.DIVERGED;
            }
        };
    }

    @Bean(destroyMethod = "close")
    RelayFeed kafkaRelay(CommandSide side, RetraceSettings settings, MeterRegistry metrics) {
        var feed = new EventFeed(side.database(), side.codec(), side.recent());
        var kafka = settings.kafka();
        var relay = new KafkaRelay(
                side.database(),
                feed,
                new EventPublisher(side.codec(), kafka.bootstrapServers()),
                new Topics(kafka.bootstrapServers(), kafka.replicationFactor()));
        Impatient.gauge("retrace.relay.lag", relay::lag)
                .description("events of the log that are not on Kafka yet")
                .register(metrics);
        Gauge.builder("retrace.relay.stuck", relay, RelayConfiguration::stuck)
                .description("1 while an event cannot pass, or the token is of another log; somebody has to act")
                .register(metrics);
        return new RelayFeed(feed, relay);
    }

    private static double stuck(KafkaRelay relay) {
        return switch (relay.condition()) {
            case STUCK, DIVERGED -> 1;
            case STARTING, WAITING, RELAYING, TROUBLED, CLOSED -> 0;
        };
    }
}
