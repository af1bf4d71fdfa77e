package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.created;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.identity;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventCodec.UnreadableEvent;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventType;
import io.retrace.model.event.RecoveryEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class EventFeedTest {

    private static final AddressId ADDRESS = new AddressId(new UUID(7, 7));
    private static final Duration AT_ONCE = Duration.ofMillis(300);
    private static final String LISTENERS = """
            from pg_stat_activity where datname = current_database() and usename = 'query' and state = 'idle'
             and query in ('listen retrace_log', 'select position from log.event_head')""";

    private TestLog test;
    private EventLog log;
    private EventFeed feed;
    private ExecutorService readers;

    @BeforeAll
    void open() {
        test = newLog();
        log = test.open(Clock.systemUTC());
        feed = new EventFeed(test.querySide(), new EventCodec());
        readers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    void close() {
        readers.close();
        log.close();
        feed.close();
        test.close();
    }

    /** An empty log; on another server in a subclass. */
    TestLog newLog() {
        return TestLog.create();
    }

    @Test
    void events_are_read_from_a_position_in_order() {
        var flow = flow();
        long start = feed.head().position();
        for (int i = 0; i < 5; i++) {
            log.append(append(event(i, initiated(flow))));
        }

        assertThat(positions(start, 10)).containsExactly(start + 1, start + 2, start + 3, start + 4, start + 5);
        assertThat(positions(start + 1, 2)).containsExactly(start + 2, start + 3);
        assertThat(positions(start + 5, 10)).isEmpty();
    }

    @Test
    void a_stretch_of_the_log_is_read_without_the_types_that_nobody_wants() {
        long start = feed.head().position();
        log.append(append(event(0, initiated(flow())), event(0, created(identity())), event(0, initiated(flow()))));

        assertThat(feed.read(start, start + 2, Set.of()))
                .extracting(EventEnvelope::position)
                .containsExactly(start + 1, start + 2);
        assertThat(feed.read(start, start + 3, EventType.in(RecoveryEvent.class)))
                .extracting(EventEnvelope::position)
                .containsExactly(start + 2);
    }

    @Test
    void what_this_process_appended_it_need_not_read_and_it_is_what_the_log_gives() {
        var recent = new RecentEvents();
        long start = feed.head().position();
        var noon = Clock.fixed(Sample.NOON, ZoneOffset.UTC);
        try (var own = new EventLog(test.commandSide(), new EventCodec(), noon, AT_ONCE, AppendListener.NONE, recent)) {
            own.append(append(event(0, initiated(flow())), event(0, created(identity()))));
            var judged = event(0, initiated(flow()));
            own.append(append(judged));
            own.append(append(judged)); // again: nothing is added
            var hers =
                    new AddressClaims(test.commandSide(), Sample.ring(1)).claim("ada@example.org", identity(), ADDRESS);
            own.append(new Append(List.of(event(0, created(identity())), event(0, initiated(flow()))), hers));
        }

        assertThat(recent.after(start, 10))
                .contains(feed.read(start, 10))
                .get(LIST)
                .hasSize(5);
    }

    @Test
    void a_type_that_this_version_does_not_know_is_not_left_out_in_silence() {
        long start = feed.head().position();
        log.append(append(event(0, initiated(flow()))));
        test.execute("update log.event set type = 'recovery.Unheard', body = '\\x00' where position = " + (start + 1));
        try {
            assertThatThrownBy(() -> feed.read(start, start + 1, EventType.in(Event.class)))
                    .isInstanceOf(UnreadableEvent.class);
        } finally {
            test.execute("delete from log.event where position = " + (start + 1));
        }
    }

    @Test
    void the_head_is_where_the_log_ends() {
        long before = feed.head().position();

        log.append(append(event(0, initiated(flow())), event(0, initiated(flow()))));

        assertThat(feed.head()).isEqualTo(new EventFeed.Head(before + 2, 1));
    }

    @Test
    void whoever_waits_wakes_at_once_when_another_appends() throws Exception {
        awaitListening();
        for (int i = 0; i < 5; i++) {
            var waited = waitBeyond(feed.head().position());

            log.append(append());

            assertThat(waited.get()).isLessThan(AT_ONCE);
        }
    }

    @Test
    void whoever_is_behind_does_not_wait() throws Exception {
        awaitListening();
        long before = feed.head().position();
        log.append(append());
        waitBeyond(before).get();

        assertThat(waitBeyond(before).get()).isLessThan(AT_ONCE);
    }

    @Test
    void whoever_waits_looks_again_within_a_second_when_the_notification_is_lost() throws Exception {
        awaitListening();
        long before = feed.head().position();
        test.execute("select pg_terminate_backend(pid) " + LISTENERS);
        var waited = waitBeyond(before);

        log.append(append());

        assertThat(waited.get()).isLessThan(EventFeed.POLL.plus(AT_ONCE));
        assertThat(feed.read(before, 10)).hasSize(1);
    }

    @Test
    void a_listener_that_lost_its_connection_listens_again() throws Exception {
        awaitListening();
        test.execute("select pg_terminate_backend(pid) " + LISTENERS);
        awaitListening();
        var waited = waitBeyond(feed.head().position());

        log.append(append());

        assertThat(waited.get()).isLessThan(AT_ONCE);
    }

    @Test
    void a_notification_that_the_log_did_not_send_harms_nobody() throws Exception {
        awaitListening();
        long before = feed.head().position();
        test.execute("notify retrace_log, 'no position'");
        test.execute("notify retrace_log, '9223372036854775807'");

        assertThat(waitBeyond(before).get()).isGreaterThan(EventFeed.POLL.minus(AT_ONCE));
        var waited = waitBeyond(before);
        log.append(append());

        assertThat(waited.get()).isLessThan(AT_ONCE);
    }

    @Test
    void closing_wakes_whoever_waits_and_leaves_no_listener_in_the_pool() throws Exception {
        try (var pool = Pool.open("closing", test.settings("command"))) {
            var closing = new EventFeed(new EventDatabase(pool), new EventCodec());
            await().until(() -> pool.source().getHikariPoolMXBean().getActiveConnections() == 1);
            var waited = waitBeyond(closing, Long.MAX_VALUE);

            closing.close();

            assertThat(waited.get()).isLessThan(AT_ONCE);
            await().until(() -> pool.source().getHikariPoolMXBean().getActiveConnections() == 0);
            assertThat(pool.jdbc()
                            .sql("select count(*) from pg_listening_channels()")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void closing_waits_for_no_notification() {
        try (var pool = Pool.open("prompt", test.settings("query"))) {
            for (int i = 0; i < 3; i++) {
                var closing = new EventFeed(new EventDatabase(pool), new EventCodec());
                awaitListeners(2);
                long since = System.nanoTime();

                closing.close();

                assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(EventFeed.POLL.dividedBy(2));
                awaitListeners(1);
            }
        }
    }

    private List<Long> positions(long after, int limit) {
        return feed.read(after, limit).stream().map(EventEnvelope::position).toList();
    }

    private void awaitListening() {
        awaitListeners(1);
    }

    private void awaitListeners(int count) {
        await().until(() -> test.count("select count(*) " + LISTENERS) == count);
    }

    private Future<Duration> waitBeyond(long position) throws InterruptedException {
        return waitBeyond(feed, position);
    }

    /** Waits in the background; how long it took. */
    private Future<Duration> waitBeyond(EventFeed feed, long position) throws InterruptedException {
        var waiting = new CountDownLatch(1);
        var waited = readers.submit(() -> {
            long since = System.nanoTime();
            waiting.countDown();
            feed.awaitBeyond(position);
            return Duration.ofNanos(System.nanoTime() - since);
        });
        waiting.await();
        return waited;
    }
}
