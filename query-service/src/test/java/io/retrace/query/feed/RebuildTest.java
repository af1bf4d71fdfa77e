package io.retrace.query.feed;

import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.query.feed.ProjectionStatus.Building;
import io.retrace.query.feed.ProjectionStatus.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** How the next generation of a view is built and takes its place, step by step. */
class RebuildTest {

    private static final int BATCH = 4;
    private static final ExecutorService CLOSING = Executors.newVirtualThreadPerTaskExecutor();

    private final ViewLog log = new ViewLog();
    private final Progress progress = new Progress("audit", log.views());
    private final Semaphore turn = new Semaphore(1);
    private final List<Rebuilt> switches = new ArrayList<>();
    private final Positions positions = new Positions(log.views());
    private final Following following = new Following(positions, log.feed(), progress);
    private final Rebuild rebuild = new Rebuild(positions, log.feed(), progress, turn, switches::add, BATCH);

    @BeforeEach
    void follow() {
        append(10);
        following.take();
    }

    /** Takes a second, for which the next test need not wait. */
    @AfterEach
    void close() {
        CLOSING.execute(log::close);
    }

    @AfterAll
    static void awaitClosed() {
        CLOSING.close();
    }

    @Test
    void nothing_is_built_when_nobody_asked() {
        assertThat(rebuild.take()).isPositive();
        assertThat(status().state()).isEqualTo(State.FOLLOWING);
        assertThat(status().serving().number()).isEqualTo(1);
    }

    @Test
    void while_it_is_built_the_old_generation_is_read_and_goes_on() {
        progress.beginNext();
        assertThat(rebuild.take()).isZero();
        append(2);
        following.take();

        assertThat(status().state()).isEqualTo(State.REBUILDING);
        assertThat(status().serving()).isEqualTo(new Generation(1, 12, 1));
        assertThat(status().building()).map(Building::position).contains(4L);
        assertThat(count("view.audit")).isEqualTo(12);
        assertThat(count("view.audit_2")).isEqualTo(4);
    }

    @Test
    void at_the_end_of_the_log_it_takes_the_place_of_the_old_one_which_is_dropped() {
        progress.beginNext();
        append(1);

        while (rebuild.take().isZero()) {
            assertThat(count("view.audit")).isGreaterThanOrEqualTo(10);
        }

        assertThat(status().state()).isEqualTo(State.FOLLOWING);
        assertThat(status().serving()).isEqualTo(new Generation(2, 11, 1));
        assertThat(count("view.audit")).isEqualTo(11);
        assertThat(tables()).isEqualTo(1);
        assertThat(switches).singleElement().satisfies(switched -> {
            assertThat(switched.took()).isPositive();
            assertThat(switched).isEqualTo(new Rebuilt("audit", 1, 2, 11, 11, switched.took()));
        });
        append(1);
        following.take();
        assertThat(count("view.audit")).isEqualTo(12);
    }

    @Test
    void the_new_generation_has_the_indexes_of_the_old_one_and_the_next_has_them_too() {
        long indexes = indexes();

        build();
        build();

        assertThat(indexes).isEqualTo(12);
        assertThat(indexes()).isEqualTo(indexes);
        assertThat(status().serving().number()).isEqualTo(3);
    }

    @Test
    void asked_for_twice_it_is_built_once() {
        progress.beginNext();
        rebuild.take();
        progress.beginNext();

        assertThat(status().building()).map(Building::position).contains(4L);
        while (rebuild.take().isZero()) {
            assertThat(tables()).isLessThanOrEqualTo(2);
        }
        assertThat(status().serving().number()).isEqualTo(2);
    }

    @Test
    void a_new_generation_that_fails_stands_still_and_the_old_one_is_read_and_goes_on() {
        positions.breakAt("view.audit_2");
        progress.beginNext();

        assertThatThrownBy(rebuild::take).hasMessage("the generation is broken");
        append(1);
        following.take();

        assertThat(count("view.audit")).isEqualTo(11);
        assertThat(count("view.audit_2")).isZero();
        assertThat(status().building()).map(Building::position).contains(0L);
        positions.mend();
        while (rebuild.take().isZero()) {
            assertThat(count("view.audit")).isEqualTo(11);
        }
        assertThat(status().serving()).isEqualTo(new Generation(2, 11, 1));
    }

    @Test
    void what_a_node_left_half_built_another_finishes_and_never_both_at_once() {
        var another = new Rebuild(positions, log.feed(), progress, new Semaphore(1), switches::add, BATCH);
        progress.beginNext();
        rebuild.take();

        var meanwhile = progress.inTransaction(() -> {
            progress.holdNext();
            return CompletableFuture.supplyAsync(another::take)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(meanwhile).isPositive();
        assertThat(status().building()).map(Building::position).contains(4L);
        while (another.take().isZero()) {
            assertThat(tables()).isLessThanOrEqualTo(2);
        }
        assertThat(status().serving()).isEqualTo(new Generation(2, 10, 1));
        assertThat(rebuild.take()).isPositive();
    }

    @Test
    void given_up_it_leaves_nothing_behind() {
        progress.beginNext();
        rebuild.take();

        assertThat(progress.giveUpNext()).isTrue();

        assertThat(progress.giveUpNext()).isFalse();
        assertThat(tables()).isEqualTo(1);
        assertThat(rebuild.take()).isPositive();
        assertThat(status().serving()).isEqualTo(new Generation(1, 10, 1));
    }

    @Test
    void a_view_of_another_life_of_the_log_is_mended_by_it() {
        log.execute("update log.event_head set incarnation = 2");
        assertThatThrownBy(following::take).isInstanceOf(Following.DivergedException.class);
        assertThat(status().state()).isEqualTo(State.DIVERGED);

        build();

        following.take();
        assertThat(status().state()).isEqualTo(State.FOLLOWING);
        assertThat(status().serving()).isEqualTo(new Generation(2, 10, 2));
    }

    @Test
    void one_that_was_begun_in_another_life_of_the_log_is_begun_anew() {
        progress.beginNext();
        rebuild.take();
        log.execute("update log.event_head set incarnation = 2");

        rebuild.take();

        assertThat(status().building()).map(Building::position).contains(0L);
        while (rebuild.take().isZero()) {
            assertThat(tables()).isLessThanOrEqualTo(2);
        }
        assertThat(status().serving()).isEqualTo(new Generation(2, 10, 2));
        assertThat(count("view.audit")).isEqualTo(10);
    }

    @Test
    void it_waits_for_a_reader_but_not_for_long_and_then_takes_its_place() throws SQLException {
        progress.beginNext();
        rebuild.take();
        rebuild.take();
        try (var reader = log.views().pool().source().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table view.audit in access share mode");

            assertThat(rebuild.take()).isGreaterThan(Duration.ofSeconds(1));

            assertThat(status().serving().number()).isEqualTo(1);
            append(1);
            following.take();
            reader.rollback();
        }
        while (rebuild.take().isZero()) {
            assertThat(count("view.audit")).isEqualTo(11);
        }
        assertThat(status().serving()).isEqualTo(new Generation(2, 11, 1));
    }

    @Test
    void one_view_of_a_node_is_built_at_a_time() {
        progress.beginNext();
        turn.acquireUninterruptibly();

        assertThat(rebuild.take()).isPositive();

        assertThat(status().building()).map(Building::position).contains(0L);
    }

    @Test
    void only_tables_that_hold_views_have_generations() {
        for (var table : List.of("progress", "rebuild", "flyway_schema_history", "audit_2", "no such")) {
            assertThatThrownBy(() -> new Progress(table, log.views()).beginNext())
                    .rootCause()
                    .isInstanceOfSatisfying(
                            PSQLException.class, e -> assertThat(e.getMessage()).contains("no such view: " + table));
        }
        assertThatThrownBy(() -> log.views()
                        .pool()
                        .jdbc()
                        .sql("insert into view.rebuild (name, generation, incarnation) values ('progress', 2, 1)")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private void build() {
        progress.beginNext();
        int before = status().serving().number();
        while (rebuild.take().isZero()) {
            assertThat(status().serving().number()).isBetween(before, before + 1);
        }
    }

    private ProjectionStatus status() {
        return progress.status(false, false);
    }

    private long count(String table) {
        return log.count("select count(*) from " + table);
    }

    private long tables() {
        return log.count("select count(*) from pg_tables where schemaname = 'view' and tablename like 'audit%'");
    }

    private long indexes() {
        return log.count("select count(*) from pg_indexes where schemaname = 'view' and tablename = 'audit'");
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(initiated(flow()));
        }
    }
}
