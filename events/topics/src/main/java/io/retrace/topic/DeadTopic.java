package io.retrace.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the records of a topic go that cannot be understood, for somebody to look at. */
public final class DeadTopic implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(DeadTopic.class);

    private final String name;
    private final KafkaProducer<String, byte[]> producer;
    private final LongAdder count;

    /**
     * The dead records of a topic.
     *
     * @param count counts them
     */
    DeadTopic(String bootstrapServers, String topic, String group, LongAdder count) {
        this.count = count;
        this.name = Topics.deadOf(topic);
        this.producer = TopicClients.producer(bootstrapServers, group + "-dead");
    }

    /**
     * Puts a record aside as it is, and returns once the broker has it. Of one that is too large for that, only its
     * place in the topic and the reason are put aside. Any number of threads may call it.
     *
     * @param reason a short code that holds nothing of the record
     * @throws KafkaException when the broker does not take it
     */
    public void put(ConsumerRecord<String, byte[]> misfit, String reason) {
        log.warn(
                "a record goes to {} partition={} offset={} reason={}",
                name,
                misfit.partition(),
                misfit.offset(),
                reason);
        var whole = new ProducerRecord<>(name, misfit.key(), misfit.value());
        misfit.headers().forEach(whole.headers()::add);
        try {
            send(whole, misfit, reason);
        } catch (RecordTooLargeException _) {
            send(new ProducerRecord<>(name, new byte[0]), misfit, reason + "; too large to be kept");
        }
        count.increment();
    }

    private void send(ProducerRecord<String, byte[]> aside, ConsumerRecord<String, byte[]> misfit, String reason) {
        aside.headers()
                .add("retrace-reason", bytes(reason))
                .add("retrace-from", bytes(misfit.topic() + "-" + misfit.partition() + "@" + misfit.offset()));
        try {
            producer.send(aside).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
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
