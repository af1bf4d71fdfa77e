package io.retrace.query.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows the audit view for whoever wants to see what happens now. A tail is a virtual thread that looks at the view's
 * progress now and then, and holds nothing meanwhile.
 */
final class Tails implements AutoCloseable {

    /** How many there are at once. */
    static final int TAILS_MAX = 32;

    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Who listens comes back by itself then, and is asked anew who they are. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(300);
    private static final int PAGE = 200;

    private final SearchTable table;
    private final Duration heartbeat;
    private final Duration lifetime;
    private final Semaphore free;
    private final CountDownLatch closing = new CountDownLatch(1);

    Tails(SearchTable table, int tailsMax, Duration heartbeat, Duration lifetime) {
        this.table = table;
        this.heartbeat = heartbeat;
        this.lifetime = lifetime;
        this.free = new Semaphore(tailsMax);
    }

    /** Who listens; both fail when he has gone. */
    interface Listener {

        void hear(List<Found> events) throws IOException;

        void hearThatItLives() throws IOException;
    }

    /** Where a tail begins that says nothing about it. */
    long now() {
        return table.reflects();
    }

    /**
     * Tells what a filter finds from a position on, until the listener has gone, the tail's lifetime is over or the
     * service ends.
     *
     * @return false when there are too many tails already
     */
    boolean follow(AuditFilter filter, long after, Listener listener) throws IOException, InterruptedException {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            listener.hearThatItLives();
            long seen = after;
            long beganNanos = System.nanoTime();
            long spokeNanos = beganNanos;
            while (System.nanoTime() - beganNanos < lifetime.toNanos()
                    && !closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                var told = tell(filter, seen, listener);
                seen = told.seen();
                boolean isDue = System.nanoTime() - spokeNanos >= heartbeat.toNanos();
                if (!told.anything() && isDue) {
                    listener.hearThatItLives();
                }
                spokeNanos = told.anything() || isDue ? System.nanoTime() : spokeNanos;
            }
            return true;
        } finally {
            free.release();
        }
    }

    private record Told(long seen, boolean anything) {}

    private Told tell(AuditFilter filter, long seen, Listener listener) throws IOException {
        long reflects = table.reflects();
        if (reflects <= seen) {
            return new Told(seen, false);
        }
        var events = table.page(filter, new Span(seen + 1, reflects), false, PAGE);
        if (!events.isEmpty()) {
            listener.hear(events);
        }
        return new Told(events.size() == PAGE ? events.getLast().position() : reflects, !events.isEmpty());
    }

    /** Ends all tails. */
    @Override
    public void close() {
        closing.countDown();
    }
}
