package io.retrace.courier.inbox;

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

/** The Kafka clients of the inbox, with every setting that it relies on. The relay makes the topics. */
final class InboxClients {

    static final String TOPIC = "retrace.events";
    static final String DEAD_TOPIC = "retrace.events.dead";

    private static final Map<String, Object> CONSUMER = Map.ofEntries(
            Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "retrace-courier"),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "retrace-courier"),
            Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500),
            Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 120_000),
            Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
            Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500),
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000),
            Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            // how soon a topic that is made later is found
            Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000));

    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            "retrace-courier-dead",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            5_000L,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            10_000);

    private InboxClients() {}

    static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        var settings = new HashMap<>(CONSUMER);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<>(PRODUCER);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
