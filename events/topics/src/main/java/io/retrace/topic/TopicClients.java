package io.retrace.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's clients, with every setting that Retrace relies on. */
final class TopicClients {

    private static final Map<String, Object> CONSUMER = Map.ofEntries(
            Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 120_000),
            Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
            Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500),
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000),
            Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            // how soon a topic that is made later is found
            Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000));

    private static final Map<String, Object> PRODUCER = Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            // with more, a record could pass one before it that the broker refuses
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.RECORD_BYTES_MAX),
            // who writes many flushes, and they leave in one request
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 65_536),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 33_554_432L),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50L),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L));

    private TopicClients() {}

    /**
     * A member of a group that commits by itself and starts, the first time, with the oldest record.
     *
     * @param group also its client id
     * @param recordsMax how many records a poll gives at most
     */
    static KafkaConsumer<String, byte[]> consumer(String bootstrapServers, String group, int recordsMax) {
        var settings = new HashMap<>(CONSUMER);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsMax);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose records all replicas acknowledge, each once and in order, or that says that it failed. */
    static KafkaProducer<String, byte[]> producer(String bootstrapServers, String clientId) {
        var settings = new HashMap<>(PRODUCER);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
