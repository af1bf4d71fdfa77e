package io.retrace.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as one member of a group. Offsets are committed some time after the {@link Taker} has what it was
 * given, so every record is taken at least once; a broker that is away is asked until it is back.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

    // what is not committed comes again after a crash, which is harmless; each commit costs the broker a write
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);

    private final Subscription subscription;
    private final Taker taker;
    private final LongAdder putAside = new LongAdder();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long retryAtNanos = System.nanoTime();
    private long committedAtNanos = System.nanoTime();
    private boolean uncommitted;
    private volatile boolean listening;

    /**
     * What is read.
     *
     * @param name of the thread, and in the log
     * @param recordsMax how many records are taken at once, at most
     */
    public record Subscription(String name, String bootstrapServers, String topic, String group, int recordsMax) {}

    /** What is done with the records. */
    public interface Taker {
        /**
         * Takes them for good; the same ones may come again.
         *
         * @param dead where those go that cannot be understood
         * @throws NotNow when what it needs does not answer: the same records come again a little later
         */
        void take(ConsumerRecords<String, byte[]> records, DeadTopic dead) throws InterruptedException;
    }

    /** What a {@link Taker} needs does not answer. */
    public static final class NotNow extends RuntimeException {
        public NotNow(Throwable cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }

    private TopicReader(Subscription subscription, Taker taker) {
        this.subscription = subscription;
        this.taker = taker;
        this.thread = Thread.ofPlatform().name(subscription.name()).daemon().unstarted(this::run);
    }

    /** Starts to read; the broker need not answer yet. */
    public static TopicReader start(Subscription subscription, Taker taker) {
        var reader = new TopicReader(subscription, taker);
        reader.thread.start();
        return reader;
    }

    /** Whether it listens, as opposed to waiting for the broker, for its turn, or for what its taker needs. */
    public boolean isListening() {
        return listening;
    }

    /** How many records it has put aside since it was started. */
    public long putAside() {
        return putAside.sum();
    }

    private void run() {
        try {
            while (!isClosing()) {
                listen();
            }
        } catch (InterruptedException _) {
            log.warn("{} was interrupted; what it did not commit comes again", subscription.name());
        }
        listening = false;
    }

    private void listen() throws InterruptedException {
        try (var consumer = TopicClients.consumer(
                        subscription.bootstrapServers(), subscription.group(), subscription.recordsMax());
                var dead = new DeadTopic(
                        subscription.bootstrapServers(), subscription.topic(), subscription.group(), putAside)) {
            consumer.subscribe(List.of(subscription.topic()));
            while (!isClosing()) {
                take(consumer, dead);
            }
            commit(consumer);
        } catch (KafkaException e) {
            log.warn(
                    "{} lost the broker and tries again cause={}",
                    subscription.name(),
                    e.getClass().getSimpleName());
            pause();
        } catch (RuntimeException e) {
            log.error("{} met what nobody expected and tries again", subscription.name(), e);
            pause();
        }
    }

    private void pause() throws InterruptedException {
        listening = false;
        var _ = closing.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(KafkaConsumer<String, byte[]> consumer, DeadTopic dead) throws InterruptedException {
        var records = consumer.poll(POLL);
        if (System.nanoTime() - retryAtNanos >= 0) {
            consumer.resume(consumer.paused());
            listening = !consumer.assignment().isEmpty();
        }
        if (!records.isEmpty()) {
            hand(records, consumer, dead);
        }
        if (records.isEmpty() || System.nanoTime() - committedAtNanos >= COMMIT_EVERY.toNanos()) {
            commit(consumer);
        }
    }

    private void hand(ConsumerRecords<String, byte[]> records, KafkaConsumer<String, byte[]> consumer, DeadTopic dead)
            throws InterruptedException {
        try {
            taker.take(records, dead);
            uncommitted = true;
        } catch (NotNow e) {
            log.warn("{} waits, its records stay in Kafka cause={}", subscription.name(), e.getMessage());
            rewind(consumer, records);
        }
    }

    /** The consumer stays in its group while it waits: it polls, but paused partitions give nothing. */
    private void rewind(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        for (var partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
        consumer.pause(consumer.assignment());
        retryAtNanos = System.nanoTime() + RETRY_PAUSE.toNanos();
        listening = false;
    }

    private void commit(KafkaConsumer<String, byte[]> consumer) {
        if (!uncommitted) {
            return;
        }
        try {
            consumer.commitSync();
        } catch (RebalanceInProgressException | CommitFailedException _) {
            log.debug("{}: the group moved on; its next member sees these records again", subscription.name());
        }
        uncommitted = false;
        committedAtNanos = System.nanoTime();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Finishes what it has taken, and leaves the group. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
