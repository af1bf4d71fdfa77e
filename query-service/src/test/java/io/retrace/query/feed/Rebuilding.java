package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.query.QuerySide;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Builds the next generation of a view to its end, as an operator's node does; after each failure in a new life. */
public final class Rebuilding {

    private static final int FAILURES_MAX = 1_000;

    private final QuerySide side;
    private final EventFeed feed;

    /** On a node that has this at hand. */
    public Rebuilding(QuerySide side, EventFeed feed) {
        this.side = side;
        this.feed = feed;
    }

    /**
     * Builds it, and lets it take the place of the one that is read.
     *
     * @param batchMax how many positions of the log are one step
     */
    public void build(Projection projection, int batchMax) {
        var progress =
                new Progress(projection.name(), new ViewDatabase(side.database().pool()));
        progress.beginNext();
        var rebuild = new Rebuild(projection, feed, progress, new Semaphore(1), _ -> {}, batchMax);
        long stepsMax = 2 * feed.head().position() / batchMax + FAILURES_MAX;
        for (int step = 0; isBuilding(projection); step++) {
            if (step > stepsMax) {
                throw new IllegalStateException("it comes to no end");
            }
            try {
                rebuild.take();
            } catch (IllegalStateException | DataAccessException | TransactionException _) {
                rebuild = new Rebuild(projection, feed, progress, new Semaphore(1), _ -> {}, batchMax);
            }
        }
    }

    private boolean isBuilding(Projection projection) {
        return side.database()
                .pool()
                .jdbc()
                .sql("select count(*) from view.rebuild where name = :name")
                .param("name", projection.name())
                .query((row, _) -> row.getInt(1) > 0)
                .single();
    }

    /** The same, but it breaks down at every third batch when it has written it; every other time its connection is cut. */
    public Stumbling stumbling(Projection projection) {
        return new Stumbling(projection, new ViewDatabase(side.database().pool()), new AtomicInteger());
    }

    /**
     * A projection that breaks down.
     *
     * @param batches how many it was given
     */
    public record Stumbling(Projection whole, ViewDatabase database, AtomicInteger batches) implements Projection {

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public Set<EventType> types() {
            return whole.types();
        }

        @Override
        public void apply(List<EventEnvelope> batch, String table) {
            whole.apply(batch, table);
            int number = batches.incrementAndGet();
            if (number % 6 == 0) {
                database.pool()
                        .jdbc()
                        .sql("select pg_terminate_backend(pg_backend_pid())")
                        .query(_ -> {});
            }
            if (number % 3 == 0) {
                throw new IllegalStateException("stumbled");
            }
        }
    }
}
