package io.retrace.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.log.EventFeed;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.query.QuerySide;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What holds of every view: a generation is the same to the byte, however it came to be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RebuildContract {

    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final int STEPS_MAX = 1_000;

    private final ViewLog log = new ViewLog();
    private String view = "";
    private String followed = "";

    /** The view's projection, which works with this connection to the database. */
    protected abstract Projection projection(QuerySide side);

    @BeforeAll
    void follow() {
        Stories.append(log, 12);
        view = projection(log.side()).name();
        var progress = new Progress(view, log.views());
        var following = new Following(projection(log.side()), log.feed(), progress);
        assertThat(following.take()).isEqualTo(Following.GATHER);
        assertThat(following.position()).isEqualTo(log.feed().head().position());
        followed = rows();
        assertThat(followed.lines()).hasSizeGreaterThan(5);
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void batches_of_any_size_give_the_same_generation() {
        for (int size : new int[] {1, 7, 1_000}) {
            rebuild(projection(log.side()), log.side(), log.feed(), size);

            assertThat(rows()).as("batches of %s", size).isEqualTo(followed);
        }
    }

    @Test
    void interruptions_change_nothing() {
        var stumbling = new Stumbling(projection(log.side()), log.views(), new AtomicInteger());

        rebuild(stumbling, log.side(), log.feed(), 2);

        assertThat(stumbling.batches()).hasValueGreaterThan(5);
        assertThat(rows()).isEqualTo(followed);
    }

    @Test
    void neither_time_zone_nor_language_change_anything() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        log.execute("alter role query set bytea_output = 'escape'");
        try (var elsewhere = log.anotherSide();
                var feed = new EventFeed(elsewhere.database(), new EventCodec())) {
            var settings = "select current_setting('TimeZone') || ' ' || current_setting('bytea_output')";
            assertThat(elsewhere.database().pool().jdbc().sql(settings).query().singleValue())
                    .isEqualTo("Asia/Kathmandu escape");

            rebuild(projection(elsewhere), elsewhere, feed, 100);
        } finally {
            log.execute("alter role query reset bytea_output");
            TimeZone.setDefault(ZONE);
            Locale.setDefault(LOCALE);
        }
        assertThat(rows()).isEqualTo(followed);
    }

    /** Breaks down at every third batch when it has written it; every other time its connection is cut as well. */
    private record Stumbling(Projection whole, ViewDatabase database, AtomicInteger batches) implements Projection {

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

    /** Builds the next generation to its end; after each failure in a new life, as after a crash. */
    private void rebuild(Projection projection, QuerySide side, EventFeed feed, int batchMax) {
        long before = generation();
        var progress = new Progress(view, new ViewDatabase(side.database().pool()));
        progress.beginNext();
        var rebuild = new Rebuild(projection, feed, progress, new Semaphore(1), _ -> {}, batchMax);
        for (int i = 0; generation() == before && i < STEPS_MAX; i++) {
            try {
                assertThat(rebuild.take()).isZero();
            } catch (IllegalStateException | DataAccessException | TransactionException _) {
                rebuild = new Rebuild(projection, feed, progress, new Semaphore(1), _ -> {}, batchMax);
            }
        }
        assertThat(generation()).isEqualTo(before + 1);
    }

    private long generation() {
        return log.count("select generation from view.progress where name = '" + view + "'");
    }

    private String rows() {
        return log.rows("view." + view);
    }
}
