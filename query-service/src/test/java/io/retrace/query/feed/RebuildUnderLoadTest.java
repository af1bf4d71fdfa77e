package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.query.feed.ProjectionStatus.State;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A view is built anew on two nodes while others append and read. */
class RebuildUnderLoadTest {

    private static final int GENERATIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READ = """
            select p.position, (select count(*) from view.audit) as rows from view.progress p where p.name = 'audit'""";
    private static final ViewLog LOG = new ViewLog();

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    @AfterAll
    static void stop() {
        LOG.close();
    }

    @Test
    void every_read_sees_one_whole_generation_and_none_that_knows_less_than_the_one_before() throws Exception {
        append();
        try (var one = follow();
                var _ = follow();
                var others = Executors.newVirtualThreadPerTaskExecutor()) {
            await().atMost(PATIENCE).until(() -> one.lag() == 0);
            var writers = others.submit(() -> repeat(this::append));
            var firstReader = others.submit(this::read);
            var secondReader = others.submit(this::read);

            for (int generation = 2; generation <= GENERATIONS; generation++) {
                rebuild(one, generation);
            }

            over.set(true);
            writers.get();
            firstReader.get();
            secondReader.get();
            await().atMost(PATIENCE).until(() -> one.lag() == 0);
            assertThat(one.status().state()).isEqualTo(State.FOLLOWING);
        }
        assertThat(LOG.count("select count(*) from view.audit")).isEqualTo(appended.get());
        assertThat(reads.get()).isGreaterThan(GENERATIONS);
    }

    private static void rebuild(Follower follower, int generation) {
        follower.rebuild();
        await().atMost(PATIENCE)
                .until(() -> follower.status().serving().number() == generation
                        && follower.status().building().isEmpty());
    }

    private void repeat(Runnable action) {
        while (!over.get()) {
            action.run();
        }
    }

    private void append() {
        LOG.append(initiated(flow()));
        appended.incrementAndGet();
    }

    private void read() {
        var seen = new AtomicLong();
        repeat(() -> LOG.views().pool().jdbc().sql(READ).query(row -> {
            long position = row.getLong("position");
            assertThat(row.getLong("rows")).isEqualTo(position);
            assertThat(position).isGreaterThanOrEqualTo(seen.getAndSet(position));
            reads.incrementAndGet();
        }));
    }

    private static Follower follow() {
        return new Follower(new Positions(LOG.views()), LOG.feed(), LOG.views(), new Semaphore(1), _ -> {});
    }
}
