package io.retrace.courier.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Where records go that cannot be understood, for somebody to look at. */
final class DeadLetters implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;

    DeadLetters(String bootstrapServers) {
        this.producer = InboxClients.producer(bootstrapServers);
    }

    /**
     * Puts a record aside as it is, and returns once the broker has it.
     *
     * @param reason a short code that holds nothing of the record
     * @throws KafkaException when the broker does not take it
     */
    void send(ConsumerRecord<String, byte[]> misfit, String reason) {
        var aside = new ProducerRecord<>(InboxClients.DEAD_TOPIC, misfit.key(), misfit.value());
        misfit.headers().forEach(aside.headers()::add);
        aside.headers()
                .add("retrace-reason", bytes(reason))
                .add("retrace-from", bytes(misfit.topic() + "-" + misfit.partition() + "@" + misfit.offset()));
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
