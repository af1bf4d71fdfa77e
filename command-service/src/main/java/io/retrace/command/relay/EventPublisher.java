package io.retrace.command.relay;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.TopicClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Puts events on Kafka, in order per stream. One producer serves the process; after a failure it is thrown away with
 * whatever it still held, so that nothing of a failed batch is written behind the batch that repeats it.
 */
final class EventPublisher implements AutoCloseable {

    private final EventRecords records;
    private final String bootstrapServers;
    private @Nullable KafkaProducer<String, byte[]> producer;

    EventPublisher(EventCodec codec, String bootstrapServers) {
        this.records = new EventRecords(codec);
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Publishes all of it, and returns once the broker has acknowledged each.
     *
     * @param incarnation of the log that they come from
     * @throws KafkaException when it is unknown which of them the broker has; all are to be published again
     */
    void publish(List<EventEnvelope> events, int incarnation) throws InterruptedException {
        try {
            var acks = new ArrayList<Future<RecordMetadata>>(events.size());
            for (var event : events) {
                acks.add(producer().send(records.of(event, incarnation)));
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
            open = TopicClients.producer(bootstrapServers, "retrace-relay");
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
