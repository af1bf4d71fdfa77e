package io.retrace.command.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Where records go that are no reports, for somebody to look at. */
final class DeadReports implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;

    DeadReports(String bootstrapServers) {
        this.producer = FeedbackClients.producer(bootstrapServers);
    }

    /**
     * Puts a record aside as it is, and returns once the broker has it.
     *
     * @throws KafkaException when the broker does not take it
     */
    void send(ConsumerRecord<String, byte[]> malformed) {
        var aside = new ProducerRecord<>(FeedbackClients.DEAD_TOPIC, malformed.key(), malformed.value());
        malformed.headers().forEach(aside.headers()::add);
        aside.headers()
                .add("retrace-reason", bytes("malformed"))
                .add("retrace-from", bytes(malformed.topic() + "-" + malformed.partition() + "@" + malformed.offset()));
        try {
            producer.send(aside).get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record cannot be put aside", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
