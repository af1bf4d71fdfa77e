package io.retrace.courier.inbox;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.courier.letter.Letter;
import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * From {@code retrace.events} to the queue. An event's id and its letter commit together and before the offset does, so
 * that no letter is lost and a redelivered event makes no second one. A database that does not answer is asked until it
 * does, and meanwhile nothing is skipped; a record that cannot be understood goes to {@code retrace.events.dead}.
 */
public final class EventInbox implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(EventInbox.class);

    private final String bootstrapServers;
    private final CourierDatabase database;
    private final InboxTable inbox;
    private final DeliveryQueue queue;
    private final Runnable newLetters;
    private final EventCodec codec = new EventCodec();
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long retryAtNanos = System.nanoTime();
    private volatile boolean listening;

    /**
     * Starts to listen; broker and database need not answer yet.
     *
     * @param newLetters told each time that there are new letters in the queue
     */
    EventInbox(
            String bootstrapServers, CourierDatabase database, DeliveryQueue queue, Runnable newLetters, Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.database = database;
        this.inbox = new InboxTable(database);
        this.queue = queue;
        this.newLetters = newLetters;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("event-inbox").daemon().start(this::run);
    }

    private record Request(ConsumerRecord<String, byte[]> source, Letter letter) {}

    /** Whether it listens, as opposed to waiting for broker or database. */
    public boolean isListening() {
        return listening;
    }

    private void run() {
        try {
            while (!isClosing()) {
                listen();
            }
        } catch (InterruptedException _) {
            log.warn("the inbox was interrupted; what it did not commit comes again");
        }
        listening = false;
    }

    private void listen() throws InterruptedException {
        try (var consumer = InboxClients.consumer(bootstrapServers);
                var dead = new DeadLetters(bootstrapServers)) {
            consumer.subscribe(List.of(InboxClients.TOPIC));
            while (!isClosing()) {
                take(consumer, dead);
            }
        } catch (KafkaException e) {
            log.warn(
                    "the inbox lost the broker and tries again cause={}",
                    e.getClass().getSimpleName());
            pause();
        } catch (RuntimeException e) {
            log.error("the inbox met what nobody expected and tries again", e);
            pause();
        }
    }

    private void pause() throws InterruptedException {
        listening = false;
        var _ = closing.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(KafkaConsumer<String, byte[]> consumer, DeadLetters dead) {
        var records = consumer.poll(POLL);
        if (System.nanoTime() - retryAtNanos >= 0) {
            consumer.resume(consumer.paused());
            listening = !consumer.assignment().isEmpty();
        }
        if (records.isEmpty()) {
            return;
        }
        try {
            take(records, dead);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "the courier's database does not answer, its letters wait in Kafka cause={}",
                    e.getClass().getSimpleName());
            rewind(consumer, records);
            return;
        }
        commit(consumer);
    }

    private void take(ConsumerRecords<String, byte[]> records, DeadLetters dead) {
        var requests = new ArrayList<Request>();
        for (var next : records) {
            switch (Reading.of(next, codec)) {
                case Reading.Asked(var letter) -> requests.add(new Request(next, letter));
                case Reading.OfOthers _ -> {}
                case Reading.Unintelligible(var reason) -> putAside(next, reason, dead);
            }
        }
        if (!requests.isEmpty()) {
            store(requests, dead);
            newLetters.run();
        }
    }

    /** One transaction for all; should the database refuse one letter for what it is, each has its own. */
    private void store(List<Request> requests, DeadLetters dead) {
        try {
            database.pool().transactions().executeWithoutResult(_ -> requests.forEach(this::store));
        } catch (DataIntegrityViolationException _) {
            requests.forEach(request -> storeAlone(request, dead));
        }
    }

    private void storeAlone(Request request, DeadLetters dead) {
        try {
            database.pool().transactions().executeWithoutResult(_ -> store(request));
        } catch (DataIntegrityViolationException _) {
            putAside(request.source(), "refused-by-database", dead);
        }
    }

    private void store(Request request) {
        var now = clock.instant();
        if (inbox.firstSightOf(request.letter().id(), now)) {
            queue.add(request.letter(), now);
        }
    }

    private static void putAside(ConsumerRecord<String, byte[]> misfit, String reason, DeadLetters dead) {
        log.warn(
                "a record goes to {} partition={} offset={} reason={}",
                InboxClients.DEAD_TOPIC,
                misfit.partition(),
                misfit.offset(),
                reason);
        dead.send(misfit, reason);
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

    private static void commit(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (RebalanceInProgressException | CommitFailedException _) {
            log.debug("the group moved on; its next member sees these records again");
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
