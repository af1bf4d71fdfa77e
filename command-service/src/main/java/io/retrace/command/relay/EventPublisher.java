package io.retrace.command.relay;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts events on Kafka, in order per stream. One producer serves the process; after a failure it is thrown away with
 * whatever it still held, so that nothing of a failed batch is written behind the batch that repeats it.
 */
final class EventPublisher implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "retrace-relay"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 65_536),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 33_554_432L),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50L),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L));

    private final EventRecords records;
    private final String bootstrapServers;
    private @Nullable KafkaProducer<String, byte[]> producer;

    EventPublisher(EventCodec codec, RelaySettings settings) {
        this.records = new EventRecords(codec);
        this.bootstrapServers = settings.bootstrapServers();
    }

    /**
     * Publishes all of it, and returns once the broker has acknowledged each.
     *
     * @throws KafkaException when it is unknown which of them the broker has; all are to be published again
     */
    void publish(List<EventEnvelope> events) throws InterruptedException {
        try {
            var acks = new ArrayList<Future<RecordMetadata>>(events.size());
            for (var event : events) {
                acks.add(producer().send(records.of(event)));
            }
            for (var ack : acks) {
                ack.get();
            }
        } catch (ExecutionException e) {
            close();
            throw new KafkaException("a batch was not acknowledged", e.getCause());
        } catch (KafkaException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        var open = producer;
        if (open == null) {
            var settings = new HashMap<>(SETTINGS);
            settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    /** Ends the producer at once; what was not acknowledged is dropped here and sent again from the token. */
    @Override
    public void close() {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
