package io.retrace.command.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics there are. The node that relays makes those that are missing; one that exists stays as it is. */
final class Topics {

    static final String EVENTS = "retrace.events";
    static final String DELIVERIES = "retrace.deliveries";
    private static final String EVENTS_DEAD = "retrace.events.dead";
    private static final String DELIVERIES_DEAD = "retrace.deliveries.dead";

    private static final int PARTITIONS = 8;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration DEAD_RETENTION = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RelaySettings settings;

    Topics(RelaySettings settings) {
        this.settings = settings;
    }

    /**
     * Makes what is missing.
     *
     * @throws KafkaException when the broker does not answer or refuses
     */
    void makeMissing() throws InterruptedException {
        try (var admin = Admin.create(configuration())) {
            var made = admin.createTopics(List.of(
                            topic(EVENTS, PARTITIONS, RETENTION),
                            topic(DELIVERIES, PARTITIONS, RETENTION),
                            topic(EVENTS_DEAD, 1, DEAD_RETENTION),
                            topic(DELIVERIES_DEAD, 1, DEAD_RETENTION)))
                    .values();
            for (var topic : made.values()) {
                await(topic);
            }
        }
    }

    private static void await(KafkaFuture<Void> topic) throws InterruptedException {
        try {
            topic.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("a topic cannot be made", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("the broker does not answer", e);
        }
    }

    private NewTopic topic(String name, int partitions, Duration retention) {
        int writtenAtLeast = settings.replicationFactor() >= 3 ? 2 : 1;
        return new NewTopic(name, partitions, settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(writtenAtLeast)));
    }

    private Map<String, Object> configuration() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "retrace-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000);
    }
}
