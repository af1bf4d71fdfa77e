package io.retrace.command.feedback;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.retrace.command.feedback.DeliveryReport.Malformed;
import io.retrace.log.Append;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventLog;
import io.retrace.log.LogUnavailable;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of letters: from {@code retrace.deliveries} to the letter's stream, which holds that one event. A report
 * may come again; the log already has it then. A log that does not answer is asked until it does; a record that is no
 * report goes to {@code retrace.deliveries.dead}.
 */
public final class DeliveryFeedback implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(DeliveryFeedback.class);

    private final EventLog events;
    private final String bootstrapServers;
    private final String policyHash;
    private final String software;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long retryAtNanos;

    /**
     * Starts to listen; the broker need not answer yet.
     *
     * @param policyHash stands in the envelope of what is appended
     * @param software stands in the envelope of what is appended
     */
    public DeliveryFeedback(EventLog events, String bootstrapServers, String policyHash, String software) {
        this.events = events;
        this.bootstrapServers = bootstrapServers;
        this.policyHash = policyHash;
        this.software = software;
        this.thread = Thread.ofPlatform().name("delivery-feedback").daemon().start(this::run);
    }

    private void run() {
        try (var appending = Executors.newVirtualThreadPerTaskExecutor()) {
            while (!isClosing()) {
                listen(appending);
            }
        } catch (InterruptedException _) {
            log.warn("delivery feedback was interrupted; what it did not commit comes again");
        }
    }

    private void listen(ExecutorService appending) throws InterruptedException {
        try (var consumer = FeedbackClients.consumer(bootstrapServers);
                var dead = new DeadReports(bootstrapServers)) {
            consumer.subscribe(List.of(FeedbackClients.TOPIC));
            while (!isClosing()) {
                take(consumer, dead, appending);
            }
        } catch (KafkaException e) {
            log.warn(
                    "delivery feedback lost the broker and tries again cause={}",
                    e.getClass().getSimpleName());
            pause();
        } catch (RuntimeException e) {
            log.error("delivery feedback met what nobody expected and tries again", e);
            pause();
        }
    }

    private void pause() throws InterruptedException {
        var _ = closing.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(KafkaConsumer<String, byte[]> consumer, DeadReports dead, ExecutorService appending)
            throws InterruptedException {
        var records = consumer.poll(POLL);
        if (System.nanoTime() - retryAtNanos >= 0) {
            consumer.resume(consumer.paused());
        }
        if (records.isEmpty()) {
            return;
        }
        try {
            append(records, dead, appending);
        } catch (LogUnavailable _) {
            log.warn("the log does not take delivery feedback; it is tried again");
            rewind(consumer, records);
            return;
        }
        commit(consumer);
    }

    /** All at once, so that one transaction of the log takes many. */
    private void append(ConsumerRecords<String, byte[]> records, DeadReports dead, ExecutorService appending)
            throws InterruptedException {
        var appends = new ArrayList<Future<?>>(records.count());
        for (var next : records) {
            appends.add(appending.submit(() -> append(next, dead)));
        }
        for (var append : appends) {
            await(append);
        }
    }

    private static void await(Future<?> append) throws InterruptedException {
        try {
            append.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case LogUnavailable unavailable -> throw unavailable;
                case KafkaException broker -> throw broker;
                case null, default -> throw new IllegalStateException("delivery feedback cannot go on", e);
            }
        }
    }

    private void append(ConsumerRecord<String, byte[]> next, DeadReports dead) {
        try {
            append(DeliveryReport.read(next.value()));
        } catch (Malformed _) {
            log.warn("no delivery report partition={} offset={}", next.partition(), next.offset());
            dead.send(next);
        }
    }

    private void append(DeliveryReport report) {
        var event = new NewEvent(new EventId(ids.generate()), 0, origin(report), report.event());
        switch (events.append(new Append(List.of(event), List.of()))) {
            case Appended.Committed _ -> {}
            case Appended.Conflict _ ->
                log.debug("known already letter={}", report.event().letterId());
            case Appended.AddressTaken _ -> throw new IllegalStateException("feedback claims no address");
        }
    }

    private Origin origin(DeliveryReport report) {
        return new Origin(
                "courier",
                Optional.empty(),
                "none",
                Optional.empty(),
                report.traceId(),
                report.correlationId(),
                Optional.of(report.cause()),
                policyHash,
                software);
    }

    /** The consumer stays in its group while it waits: it polls, but paused partitions give nothing. */
    private void rewind(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        for (var partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
        consumer.pause(consumer.assignment());
        retryAtNanos = System.nanoTime() + RETRY_PAUSE.toNanos();
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (RebalanceInProgressException | CommitFailedException _) {
            log.debug("the group moved on; its next member sees these reports again");
        }
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
