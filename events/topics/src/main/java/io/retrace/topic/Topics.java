package io.retrace.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics there are. The node that relays makes those that are missing; one that exists stays as it is. */
public final class Topics {

    /** Every event of the log, keyed by its stream. */
    public static final String EVENTS = "retrace.events";

    /** What became of letters, keyed by the letter's stream. */
    public static final String DELIVERIES = "retrace.deliveries";

    /** The largest event is an identity's: what an admin may send in one request (1 MiB), sealed and in Base64. */
    static final int RECORD_BYTES_MAX = 4 << 20;

    private static final int PARTITIONS = 8;
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration DEAD_RETENTION = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final short replicationFactor;

    /**
     * The topics of a cluster.
     *
     * @param replicationFactor copies of each topic that is made; 1 to 15. From 3 on a record is acknowledged when two
     *     brokers have it
     */
    public Topics(String bootstrapServers, short replicationFactor) {
        if (replicationFactor < 1 || replicationFactor > 15) {
            throw new IllegalArgumentException("replicationFactor must be from 1 to 15, was " + replicationFactor);
        }
        this.bootstrapServers = bootstrapServers;
        this.replicationFactor = replicationFactor;
    }

    /** Where the records of a topic go that nobody understands. */
    static String deadOf(String topic) {
        return topic + ".dead";
    }

    /**
     * Makes what is missing.
     *
     * @throws KafkaException when the broker does not answer or refuses
     */
    public void makeMissing() throws InterruptedException {
        try (var admin = Admin.create(configuration())) {
            var made = admin.createTopics(List.of(
                            topic(EVENTS, PARTITIONS, RETENTION),
                            topic(DELIVERIES, PARTITIONS, RETENTION),
                            topic(deadOf(EVENTS), 1, DEAD_RETENTION),
                            topic(deadOf(DELIVERIES), 1, DEAD_RETENTION)))
                    .values();
            for (var topic : made.values()) {
                await(topic);
            }
        }
    }

    /**
     * The newest records of a topic: of each partition that holds one, the last.
     *
     * @throws KafkaException when the broker does not answer
     */
    public List<ConsumerRecord<String, byte[]>> newest(String topic) {
        return new TopicEnds(bootstrapServers, topic).read();
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
        int writtenAtLeast = replicationFactor >= 3 ? 2 : 1;
        return new NewTopic(name, partitions, replicationFactor)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(writtenAtLeast),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(RECORD_BYTES_MAX)));
    }

    private Map<String, Object> configuration() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "retrace-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000);
    }
}
