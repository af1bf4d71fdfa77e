package io.retrace.courier.delivery;

import io.retrace.courier.delivery.Outbox.Waiting;
import io.retrace.topic.TopicWriter;
import io.retrace.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * From the outbox to {@code retrace.deliveries}, at least once: a report leaves the outbox after the broker has
 * acknowledged it. The key is the letter's stream.
 */
public final class OutcomePublisher implements AutoCloseable {

    private static final int BATCH_MAX = 500;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(OutcomePublisher.class);

    private final Outbox outbox;
    private final TopicWriter writer;
    private final Bell bell = new Bell();
    private final Thread thread;
    private volatile boolean closing;

    /** Starts to publish; the broker need not answer yet. */
    OutcomePublisher(Outbox outbox, String bootstrapServers) {
        this.outbox = outbox;
        this.writer = new TopicWriter(bootstrapServers, "retrace-courier-reports");
        this.thread = Thread.ofPlatform().name("outcome-publisher").daemon().start(this::run);
    }

    /** There are new reports. */
    void wake() {
        bell.ring();
    }

    private void run() {
        try (writer) {
            while (!closing) {
                bell.await(drain() == BATCH_MAX ? Duration.ZERO : POLL);
            }
            drain();
        } catch (InterruptedException _) {
            log.warn("the outcome publisher was interrupted; reports wait in the outbox");
        }
    }

    private int drain() throws InterruptedException {
        try {
            return outbox.drain(BATCH_MAX, this::publish);
        } catch (DataAccessException | TransactionException | KafkaException e) {
            log.warn(
                    "reports wait in the outbox, database or broker do not answer cause={}",
                    e.getClass().getSimpleName());
            if (!closing) {
                Thread.sleep(RETRY_PAUSE);
            }
            return 0;
        }
    }

    private void publish(List<Waiting> reports) {
        try {
            writer.write(reports.stream()
                    .map(report -> new ProducerRecord<>(Topics.DELIVERIES, report.letter().stream(), report.report()))
                    .toList());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Publishes what is in the outbox, if that takes no more than a few seconds. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
