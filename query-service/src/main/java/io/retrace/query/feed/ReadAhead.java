package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import io.retrace.log.EventFeed.Head;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the log batch by batch, always one batch ahead: while one is written, which is the database's work, the next is
 * decoded, which is ours. Events never change, so what was read ahead stays right; if it is not what is asked for next,
 * it is forgotten.
 */
final class ReadAhead {

    private final EventFeed feed;
    private final Set<EventType> without;
    private final int batchMax;
    private Optional<Ahead> ahead = Optional.empty();

    /**
     * Nothing is read yet.
     *
     * @param without types to leave out
     * @param batchMax how many positions a batch spans; two batches are in memory
     */
    ReadAhead(EventFeed feed, Set<EventType> without, int batchMax) {
        this.feed = feed;
        this.without = without;
        this.batchMax = batchMax;
    }

    /** What stands in one life of the log behind a position, up to another. */
    private record Stretch(int incarnation, long after, long end) {}

    private record Ahead(Stretch stretch, CompletableFuture<List<EventEnvelope>> events) {}

    /** Where the batch behind a position ends. */
    long end(long after, Head head) {
        return Math.min(after + batchMax, head.position());
    }

    /** The batch behind a position. */
    List<EventEnvelope> batch(long after, Head head) {
        var wanted = stretch(after, head);
        var read = ahead.filter(a -> a.stretch().equals(wanted)).map(Ahead::events);
        forget();
        var events = read.map(CompletableFuture::join).orElseGet(() -> read(wanted));
        if (wanted.end() < head.position()) {
            var next = stretch(wanted.end(), head);
            ahead = Optional.of(
                    new Ahead(next, CompletableFuture.supplyAsync(() -> read(next), Thread::startVirtualThread)));
        }
        return events;
    }

    /** Lets go of what was read ahead. */
    void forget() {
        ahead = Optional.empty();
    }

    private Stretch stretch(long after, Head head) {
        return new Stretch(head.incarnation(), after, end(after, head));
    }

    private List<EventEnvelope> read(Stretch stretch) {
        return feed.read(stretch.after(), stretch.end(), without);
    }
}
