package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the writer treats its queue, and what it needs. */
class GroupCommitTest {

    private static final int SMALLEST_POOL = 4;
    private static final int MORE_THAN_THE_QUEUE_HOLDS = 5_000;

    private TestLog test;
    private ExecutorService callers;

    @BeforeEach
    void open() {
        test = TestLog.create();
        callers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        test.close();
    }

    @Test
    void a_full_queue_refuses_and_loses_nothing_that_it_took() throws Exception {
        try (var log = openLog();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var refused = new AtomicInteger();
            var outcomes = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < MORE_THAN_THE_QUEUE_HOLDS; i++) {
                outcomes.add(callers.submit(() -> appended(log, refused)));
            }
            await().until(() -> log.queued() + refused.get() == MORE_THAN_THE_QUEUE_HOLDS);

            lock.release();

            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            int committed = 1;
            for (var outcome : outcomes) {
                committed += outcome.get() ? 1 : 0;
            }
            assertThat(refused).hasValueGreaterThan(0);
            assertThat(committed).isEqualTo(1 + MORE_THAN_THE_QUEUE_HOLDS - refused.get());
            assertThat(test.count("select position from log.event_head")).isEqualTo(committed);
        }
    }

    @Test
    void many_appends_to_one_stream_do_not_keep_the_others_waiting() throws Exception {
        try (var log = openLog();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var hot = flow();
            var judged = new AtomicInteger();
            for (int i = 1; i <= 600; i++) {
                callers.execute(() -> {
                    log.append(append(event(0, initiated(hot))));
                    judged.incrementAndGet();
                });
            }
            await().until(() -> log.queued() == 600);
            var others = new ArrayList<Future<Integer>>();
            for (int i = 1; i <= 50; i++) {
                others.add(callers.submit(() -> {
                    log.append(append());
                    return judged.get();
                }));
            }
            await().until(() -> log.queued() == 650);

            lock.release();

            first.get();
            for (var other : others) {
                assertThat(other.get()).isLessThan(150);
            }
        }
    }

    @Test
    void closing_appends_what_is_queued_and_takes_no_more() throws Exception {
        try (var log = openLog();
                var lock = HeadLock.on(test)) {
            var first = lock.occupy(log, callers);
            var queued = callers.submit(() -> log.append(append()));
            await().until(() -> log.queued() == 1);
            var closing = callers.submit(log::close);

            lock.release();
            closing.get();

            assertThat(first.get()).isEqualTo(new Appended.Committed(1));
            assertThat(queued.get()).isEqualTo(new Appended.Committed(2));
            assertThatThrownBy(() -> log.append(append()))
                    .isInstanceOf(LogUnavailable.class)
                    .hasMessageContaining("closing");
        }
    }

    @Test
    void the_smallest_pool_leaves_connections_to_readers() {
        var user = test.settings("command");
        var smallest = new DatabaseSettings(user.url(), user.user(), user.password(), SMALLEST_POOL);
        try (var database = new EventDatabase(Pool.open("smallest", smallest));
                var log = new EventLog(database, new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(10));
                var feed = new EventFeed(database, new EventCodec())) {
            log.append(append());

            assertThat(feed.head().position()).isEqualTo(1);
        }
    }

    @Test
    void a_pool_too_small_for_writer_listener_and_readers_does_not_exist() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql:x", "user", "secret", SMALLEST_POOL - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("connectionsMax must be from 4 to 200, was 3");
    }

    private EventLog openLog() {
        return test.open(Clock.systemUTC());
    }

    private static boolean appended(EventLog log, AtomicInteger refused) {
        try {
            return log.append(append()) instanceof Appended.Committed;
        } catch (LogUnavailable _) {
            refused.incrementAndGet();
            return false;
        }
    }
}
