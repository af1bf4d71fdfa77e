package io.retrace.courier.inbox;

import io.retrace.courier.CourierDatabase;
import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.courier.letter.Letter;
import io.retrace.model.event.EventCodec;
import io.retrace.topic.DeadTopic;
import io.retrace.topic.TopicReader;
import io.retrace.topic.TopicReader.NotNow;
import io.retrace.topic.TopicReader.Subscription;
import io.retrace.topic.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * From {@code retrace.events} to the queue. An event's id and its letter commit together and before the offset does, so
 * that no letter is lost and a redelivered event makes no second one. A database that does not answer is asked until it
 * does, and meanwhile nothing is skipped; a record that cannot be understood goes to {@code retrace.events.dead}.
 */
public final class EventInbox implements AutoCloseable {

    private static final int RECORDS_MAX = 500;

    private final CourierDatabase database;
    private final InboxTable inbox;
    private final DeliveryQueue queue;
    private final Runnable newLetters;
    private final BooleanSupplier mayTake;
    private final EventCodec codec = new EventCodec();
    private final Clock clock;
    private final TopicReader events;

    /**
     * Starts to listen; broker and database need not answer yet.
     *
     * @param newLetters told each time that there are new letters in the queue
     * @param mayTake whether the database is known to be the one that has taken all before; until then records wait
     */
    EventInbox(
            String bootstrapServers,
            CourierDatabase database,
            DeliveryQueue queue,
            Runnable newLetters,
            BooleanSupplier mayTake,
            Clock clock) {
        this.database = database;
        this.inbox = new InboxTable(database);
        this.queue = queue;
        this.newLetters = newLetters;
        this.mayTake = mayTake;
        this.clock = clock;
        this.events = TopicReader.start(
                new Subscription("event-inbox", bootstrapServers, Topics.EVENTS, "retrace-courier", RECORDS_MAX),
                this::take);
    }

    private record Request(ConsumerRecord<String, byte[]> source, Letter letter) {}

    private record Misfit(ConsumerRecord<String, byte[]> source, String reason) {}

    /** Whether it listens, as opposed to waiting for broker or database, or for an after-restore. */
    public boolean isListening() {
        return events.isListening() && mayTake.getAsBoolean();
    }

    /** How many records were put aside since it was started. */
    long putAside() {
        return events.putAside();
    }

    /** Letters first: not even a dead-letter topic that is away holds up those that were read with a misfit. */
    private void take(ConsumerRecords<String, byte[]> records, DeadTopic dead) {
        if (!mayTake.getAsBoolean()) {
            throw new NotNow(new IllegalStateException("the database may have been restored"));
        }
        var requests = new ArrayList<Request>();
        var misfits = new ArrayList<Misfit>();
        for (var next : records) {
            switch (Reading.of(next, codec)) {
                case Reading.Asked(var letter) -> requests.add(new Request(next, letter));
                case Reading.OfOthers _ -> {}
                case Reading.Unintelligible(var reason) -> misfits.add(new Misfit(next, reason));
            }
        }
        if (!requests.isEmpty()) {
            misfits.addAll(stored(requests));
            newLetters.run();
        }
        misfits.forEach(misfit -> dead.put(misfit.source(), misfit.reason()));
    }

    private List<Misfit> stored(List<Request> requests) {
        try {
            return store(requests);
        } catch (DataAccessException | TransactionException e) {
            throw new NotNow(e);
        }
    }

    /** One transaction for all; should the database refuse one letter for what it is, each has its own. */
    private List<Misfit> store(List<Request> requests) {
        try {
            database.pool().transactions().executeWithoutResult(_ -> requests.forEach(this::store));
            return List.of();
        } catch (DataIntegrityViolationException _) {
            return requests.stream()
                    .filter(request -> !isStoredAlone(request))
                    .map(request -> new Misfit(request.source(), "refused-by-database"))
                    .toList();
        }
    }

    private boolean isStoredAlone(Request request) {
        try {
            database.pool().transactions().executeWithoutResult(_ -> store(request));
            return true;
        } catch (DataIntegrityViolationException _) {
            return false;
        }
    }

    private void store(Request request) {
        var now = clock.instant();
        if (inbox.firstSightOf(request.letter().id(), now)) {
            queue.add(request.letter(), now);
        }
    }

    /** Finishes what it has taken, and leaves the group. */
    @Override
    public void close() {
        events.close();
    }
}
