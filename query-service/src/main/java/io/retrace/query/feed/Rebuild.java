package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Builds the next generation of a view when somebody asked for it: from the beginning of the log, batch by batch, each
 * with the new position in one transaction. At the end of the log it takes the place of the one that is read, and that is
 * put on record, in one transaction too.
 */
final class Rebuild implements Step {

    /** Two of them, decoded, are a small part of the heap. */
    static final int BATCH_MAX = 5_000;

    private static final Duration LOOK = Duration.ofSeconds(1);

    // each try keeps new readers waiting for up to 2 s
    private static final Duration PAUSE_FOR_READERS = Duration.ofSeconds(10);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

    private final Projection projection;
    private final EventFeed feed;
    private final Progress progress;
    private final ReadAhead reader;
    private final Semaphore turn;
    private final Consumer<Rebuilt> record;

    /**
     * Nothing is built yet.
     *
     * @param turn one for all views of a node: one of them is built at a time
     * @param record puts a switch on record
     * @param batchMax how many positions of the log are one step
     */
    Rebuild(
            Projection projection,
            EventFeed feed,
            Progress progress,
            Semaphore turn,
            Consumer<Rebuilt> record,
            int batchMax) {
        this.projection = projection;
        this.feed = feed;
        this.progress = progress;
        this.reader = new ReadAhead(feed, othersThan(projection.types()), batchMax);
        this.turn = turn;
        this.record = record;
    }

    private static Set<EventType> othersThan(Set<EventType> types) {
        var others = EnumSet.copyOf(EventType.in(Event.class));
        others.removeAll(types);
        return others;
    }

    @Override
    public Duration take() {
        if (!turn.tryAcquire()) {
            return LOOK;
        }
        try {
            return progress.inTransaction(
                    () -> progress.holdNext().map(this::build).orElseGet(this::nothingToBuild));
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException refused && LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                log.warn("switch of generations waits for a reader view={}", projection.name());
                return PAUSE_FOR_READERS;
            }
            throw e;
        } finally {
            turn.release();
        }
    }

    /** Nobody asked for it, or another node is at it. */
    private Duration nothingToBuild() {
        reader.forget();
        return LOOK;
    }

    private Duration build(Generation next) {
        var head = feed.head();
        if (next.hasDivergedFrom(head)) {
            progress.beginNext();
            return Duration.ZERO;
        }
        boolean isLast = reader.end(next.position(), head) == head.position();
        if (isLast) {
            // the view stands still until the switch, so that nothing it has shown is missing then
            progress.hold();
            head = feed.head();
        }
        var batch = reader.batch(next.position(), head);
        if (!batch.isEmpty()) {
            projection.apply(batch, "view." + projection.name() + "_" + next.number());
        }
        long end = reader.end(next.position(), head);
        progress.moveNextTo(end, batch.size());
        if (isLast && end == head.position()) {
            record.accept(progress.switchToNext());
            log.info("view rebuilt view={} generation={} position={}", projection.name(), next.number(), end);
        }
        return Duration.ZERO;
    }
}
