package io.retrace.query.audit;

import static io.retrace.query.feed.ViewLog.NOON;
import static io.retrace.query.feed.ViewLog.flow;
import static io.retrace.query.feed.ViewLog.initiated;
import static io.retrace.query.feed.ViewLog.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.query.feed.ViewLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens, told to whoever listens. */
class TailsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ViewLog LOG = new ViewLog();
    private static final SearchTable TABLE =
            new SearchTable(LOG.side().database(), LOG.side().codec());

    @BeforeAll
    static void begin() {
        LOG.execute("insert into view.progress (name, position, incarnation) values ('audit', 0, 1)");
    }

    @AfterAll
    static void stop() {
        LOG.close();
    }

    private static final class Ear implements Tails.Listener {

        private final List<Long> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger beats = new AtomicInteger();
        private volatile boolean gone;

        @Override
        public void hear(List<Found> events) throws IOException {
            requireHere();
            events.forEach(found -> heard.add(found.position()));
        }

        @Override
        public void hearThatItLives() throws IOException {
            requireHere();
            beats.incrementAndGet();
        }

        private void requireHere() throws IOException {
            if (gone) {
                throw new IOException("gone");
            }
        }
    }

    @Test
    void only_what_the_filter_finds_is_told_in_order_from_where_it_was_left() {
        long before = LOG.feed().head().position();
        CompletableFuture<Boolean> end;
        try (var tails = new Tails(TABLE, 2, Duration.ofMillis(200), Tails.LIFETIME)) {
            var all = new Ear();
            var failures = new Ear();
            end = follow(tails, "", before, all);
            var _ = follow(tails, "outcome=failure", before, failures);
            append();
            append();
            await().atMost(PATIENCE).until(() -> all.heard.size() == 4 && failures.heard.size() == 2);

            assertThat(all.heard).containsExactly(before + 1, before + 2, before + 3, before + 4);
            assertThat(failures.heard).containsExactly(before + 2, before + 4);
            await().atMost(PATIENCE).until(() -> all.beats.get() > 2);
        }
        await().atMost(PATIENCE).until(end::isDone);
        assertThat(end).isCompletedWithValue(true);
    }

    @Test
    void there_are_no_more_than_so_many_and_one_that_ends_makes_room() {
        long now = LOG.feed().head().position();
        try (var tails = new Tails(TABLE, 1, Duration.ofMillis(100), Tails.LIFETIME)) {
            var first = new Ear();
            var end = follow(tails, "", now, first);
            await().atMost(PATIENCE).until(() -> first.beats.get() > 0);
            assertThat(follow(tails, "", now, new Ear()).join()).isFalse();

            first.gone = true;
            await().atMost(PATIENCE).until(end::isCompletedExceptionally);
            var third = new Ear();
            var _ = follow(tails, "", now, third);
            await().atMost(PATIENCE).until(() -> third.beats.get() > 0);
        }
    }

    @Test
    void a_tail_ends_after_its_lifetime_so_that_who_listens_is_asked_anew_who_they_are() {
        long now = LOG.feed().head().position();
        try (var tails = new Tails(TABLE, 1, Tails.HEARTBEAT, Duration.ofMillis(500))) {
            var end = follow(tails, "", now, new Ear());

            await().atMost(PATIENCE).until(end::isDone);
            assertThat(end).isCompletedWithValue(true);
            assertThat(follow(tails, "", now, new Ear()).join()).isTrue();
        }
    }

    private static void append() {
        var flow = flow();
        LOG.append(initiated(flow));
        LOG.append(refused(flow, NOON));
        LOG.applyTo(new AuditProjection(LOG.views(), LOG.side()), 1_000);
        LOG.execute("update view.progress set position = (select position from log.event_head) where name = 'audit'");
    }

    private static CompletableFuture<Boolean> follow(Tails tails, String asked, long after, Ear ear) {
        var filter = new AuditQueries(new AddressMacs(LOG.side().searchKeys()))
                .filter(Parameters.ofQuery(asked, Set.of("outcome")));
        var end = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(tails.follow(filter, after, ear));
            } catch (IOException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }
}
