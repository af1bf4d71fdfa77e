package io.retrace.log;

import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The database crashes under load and recovers by itself; nobody restarts anything. */
class CrashedServerTest {

    private static final int CALLERS = 32;
    private static final int CRASHES = 3;
    private static final String A_WRITER = """
            select coalesce(max(pid), 0) from pg_stat_activity
             where datname = current_database() and query like '%append_events%' and pid <> pg_backend_pid()""";

    private final AtomicBoolean done = new AtomicBoolean();
    private volatile long highest;

    @Test
    void whoever_was_told_that_it_is_committed_finds_it_at_its_place_and_nothing_is_there_twice() throws Exception {
        try (var server = ownServer();
                var test = TestLog.create(new TestServer("127.0.0.1", server.getPort()));
                var log =
                        new EventLog(test.commandSide(), new EventCodec(), Clock.systemUTC(), Duration.ofSeconds(30));
                var threads = Executors.newFixedThreadPool(CALLERS)) {
            var callers = start(log, threads);
            for (int crash = 0; crash < CRASHES; crash++) {
                long before = highest;
                await().atMost(Duration.ofSeconds(30)).until(() -> highest > before + 100);
                crash(test);
            }
            long last = highest;
            await().atMost(Duration.ofSeconds(30)).until(() -> highest > last + 100);
            done.set(true);

            var told = new HashMap<EventId, Long>();
            for (var caller : callers) {
                told.putAll(caller.get());
            }

            assertThat(logged(test)).isEqualTo(told);
            assertThat(told.values().stream().sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, told.size()).boxed().toList());
        }
    }

    /** Other tests share theirs, and it is not to crash for them. */
    private static EmbeddedPostgres ownServer() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("max_connections", TestServer.CONNECTIONS_MAX)
                .start();
    }

    private List<Future<Map<EventId, Long>>> start(EventLog log, ExecutorService threads) {
        var callers = new ArrayList<Future<Map<EventId, Long>>>();
        Callable<Map<EventId, Long>> work = () -> append(log);
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(threads.submit(work));
        }
        return callers;
    }

    /** Appends until all is done; what it was told of each event. */
    private Map<EventId, Long> append(EventLog log) {
        var positions = new HashMap<EventId, Long>();
        while (!done.get()) {
            var id = new EventId(UUID.randomUUID());
            var outcome = log.append(Sample.append(event(id, 0, initiated(flow()))));
            long position = ((Appended.Committed) outcome).firstPosition();
            positions.put(id, position);
            highest = position;
        }
        return positions;
    }

    /** A process that is killed takes the whole server down: PostgreSQL then recovers from its write-ahead log. */
    private static void crash(TestLog test) {
        long writer = test.count(A_WRITER);
        assertThat(ProcessHandle.of(writer).map(ProcessHandle::destroyForcibly)).contains(true);
    }

    private static Map<EventId, Long> logged(TestLog test) {
        try (var feed = new EventFeed(test.querySide(), new EventCodec())) {
            return feed.read(0, 1_000_000).stream()
                    .collect(Collectors.toMap(EventEnvelope::id, EventEnvelope::position));
        }
    }
}
