package io.retrace.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to topics, in order per key. After the first record that fails nothing more leaves: whatever was still on its
 * way is dropped, so that no record ever passes one before it, and whoever writes again begins with the one that
 * failed. For one thread.
 */
public final class TopicWriter implements AutoCloseable {

    private final String bootstrapServers;
    private final String clientId;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** A writer that connects when there is something to write. */
    public TopicWriter(String bootstrapServers, String clientId) {
        this.bootstrapServers = bootstrapServers;
        this.clientId = clientId;
    }

    /** Not all of it was acknowledged. Of the rest it is unknown what the broker has; it is to be written again. */
    public static final class NotAcknowledged extends KafkaException {

        private final int acknowledged;
        private final Throwable reason;

        private NotAcknowledged(int acknowledged, Throwable cause) {
            super("the broker did not acknowledge everything", cause);
            this.acknowledged = acknowledged;
            this.reason = cause;
        }

        /** How many records, from the first on, the broker has for sure. */
        public int acknowledged() {
            return acknowledged;
        }

        /** Whether a record was turned down for what it is, so that to write it again is of no use by itself. */
        public boolean isRefusal() {
            return reason instanceof ApiException && !(reason instanceof RetriableException);
        }

        /** What failed; a name without any content. */
        public String reason() {
            return reason.getClass().getSimpleName();
        }
    }

    /**
     * Writes all of it, and returns once the broker has acknowledged each.
     *
     * @throws NotAcknowledged when it did not, within 15 s
     */
    public void write(List<ProducerRecord<String, byte[]>> records) throws InterruptedException {
        var failure = new AtomicReference<@Nullable Exception>();
        try {
            var open = producer();
            var acks = send(records, open, failure);
            open.flush();
            int acknowledged = acknowledged(acks, failure);
            var cause = failure.get();
            if (cause != null) {
                throw new NotAcknowledged(acknowledged, cause);
            }
        } catch (KafkaException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Stops at the first failure: the next record would wait for the same broker, or pass the one that failed. */
    private static List<Future<RecordMetadata>> send(
            List<ProducerRecord<String, byte[]>> records,
            KafkaProducer<String, byte[]> producer,
            AtomicReference<@Nullable Exception> failure) {
        var sender = Thread.currentThread();
        var acks = new ArrayList<Future<RecordMetadata>>(records.size());
        for (var next : records) {
            try {
                acks.add(producer.send(next, (_, e) -> {
                    if (e != null && failure.compareAndSet(null, e) && !sender.equals(Thread.currentThread())) {
                        producer.close(Duration.ZERO);
                    }
                }));
            } catch (KafkaException | IllegalStateException e) {
                failure.compareAndSet(null, e);
            }
            if (failure.get() != null) {
                break;
            }
        }
        return acks;
    }

    private static int acknowledged(List<Future<RecordMetadata>> acks, AtomicReference<@Nullable Exception> failure)
            throws InterruptedException {
        int acknowledged = 0;
        try {
            for (var ack : acks) {
                ack.get();
                acknowledged++;
            }
        } catch (ExecutionException e) {
            failure.compareAndSet(null, new KafkaException(e.getCause()));
        }
        return acknowledged;
    }

    private KafkaProducer<String, byte[]> producer() {
        var open = producer;
        if (open == null) {
            open = TopicClients.producer(bootstrapServers, clientId);
            producer = open;
        }
        return open;
    }

    /** Ends at once; what was not acknowledged is dropped. */
    @Override
    public void close() {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
