package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import io.retrace.log.EventFeed.Head;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Feeds one view: reads the next events, writes their effect and the new position in one transaction, and does so again.
 * One node at a time holds the view's progress row; the others wait for it. A view that fails tries the same events
 * again until it is mended: nothing is skipped.
 */
public final class Follower implements AutoCloseable {

    private static final int BATCH_MAX = 1_000;

    // reads fold what a view has not seen, so a view need not hurry: it takes a few big batches and not many small ones
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    // rows and position are lost together in a crash, and come again from the log
    private static final String NO_WAIT_FOR_DISK = "set local synchronous_commit = off";
    private static final String ENSURE = """
            insert into view.progress (name, position, incarnation)
            select :name, 0, h.incarnation from log.event_head h
            on conflict (name) do nothing""";
    private static final String HOLD = "select position, incarnation from view.progress where name = :name for update";
    private static final String MOVE = "update view.progress set position = :position where name = :name";
    private static final String POSITION = "select position from view.progress where name = :name";

    private final Projection projection;
    private final EventFeed feed;
    private final ViewDatabase database;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean failing;

    /** Starts the view's thread. */
    public Follower(Projection projection, EventFeed feed, ViewDatabase database) {
        this.projection = projection;
        this.feed = feed;
        this.database = database;
        this.thread =
                Thread.ofPlatform().name("view-" + projection.name()).daemon().start(this::run);
    }

    /** A view has seen more of the log than there is: the log was restored. */
    static final class DivergedException extends RuntimeException {
        DivergedException(String view) {
            super("the view " + view + " has followed another life of the log; it must be rebuilt");
        }
    }

    public String name() {
        return projection.name();
    }

    /** How many events of the log the view has not seen. */
    public long lag() {
        long position = database.pool()
                .jdbc()
                .sql(POSITION)
                .param("name", projection.name())
                .query(Long.class)
                .optional()
                .orElse(0L);
        return feed.head().position() - position;
    }

    /** Whether the last attempt failed. */
    public boolean isFailing() {
        return failing;
    }

    private void run() {
        while (!closing) {
            try {
                var step = step();
                failing = false;
                if (!step.full()) {
                    feed.awaitBeyond(step.position());
                    TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failing = true;
                if (!closing) {
                    log.error("view stands still view={} cause={}", projection.name(), e.toString());
                    pause();
                }
            }
        }
    }

    /**
     * A batch applied.
     *
     * @param position where the view stands now
     * @param full whether there may be more right behind it
     */
    private record Step(long position, boolean full) {}

    private Step step() {
        return Objects.requireNonNull(database.pool().transactions().execute(_ -> {
            database.pool().jdbc().sql(NO_WAIT_FOR_DISK).update();
            long position = hold();
            var batch = feed.read(position, BATCH_MAX);
            if (batch.isEmpty()) {
                return new Step(position, false);
            }
            projection.apply(batch);
            long last = batch.getLast().position();
            sql(MOVE).param("position", last).update();
            return new Step(last, batch.size() == BATCH_MAX);
        }));
    }

    private long hold() {
        var seen = held().or(() -> {
                    sql(ENSURE).update();
                    return held();
                })
                .orElseThrow();
        var head = feed.head();
        if (seen.incarnation() != head.incarnation() || seen.position() > head.position()) {
            throw new DivergedException(projection.name());
        }
        return seen.position();
    }

    private Optional<Head> held() {
        return sql(HOLD)
                .query((row, _) -> new Head(row.getLong("position"), row.getInt("incarnation")))
                .optional();
    }

    private StatementSpec sql(String text) {
        return database.pool().jdbc().sql(text).param("name", projection.name());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PAUSE_AFTER_FAILURE.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
