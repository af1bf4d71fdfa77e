package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.RecoveryId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, each with a writer of its own, on one database. */
class TwoNodesTest {

    private static final int WRITERS = 32;
    private static final int PLACES = 20;
    private static final String KILL_WRITERS = """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and query like '%append_events%' and pid <> pg_backend_pid()""";

    private TestLog test;
    private EventDatabase otherDatabase;
    private EventLog node;
    private EventLog otherNode;
    private EventFeed feed;

    @BeforeEach
    void open() {
        test = TestLog.create();
        otherDatabase = new EventDatabase(Pool.open("other-node", test.settings("command")));
        node = test.open(Clock.systemUTC());
        // its clock is an hour late
        otherNode = new EventLog(
                otherDatabase,
                new EventCodec(),
                Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)),
                Duration.ofSeconds(10));
        feed = new EventFeed(test.querySide(), new EventCodec());
    }

    @AfterEach
    void close() {
        node.close();
        otherNode.close();
        feed.close();
        otherDatabase.close();
        test.close();
    }

    @Test
    void each_place_has_one_winner_and_positions_are_dense() throws Exception {
        var streams = LongStream.range(0, 4).mapToObj(_ -> flow()).toList();
        var wins = new ConcurrentHashMap<String, AtomicInteger>();

        inParallel(writer -> () -> {
            for (var stream : streams) {
                fill(writer % 2 == 0 ? node : otherNode, stream, wins);
            }
            return writer;
        });

        var events = feed.read(0, 1_000);
        assertThat(wins)
                .hasSize(4 * PLACES)
                .allSatisfy((_, winners) -> assertThat(winners).hasValue(1));
        assertThat(feed.head().position()).isEqualTo(4L * PLACES);
        assertThatPositionsAreDense(events);
        assertThatTimesAreRising(events);
        assertThat(streams)
                .allSatisfy(stream -> assertThat(sequences(stream))
                        .containsExactlyElementsOf(
                                LongStream.range(0, PLACES).boxed().toList()));
    }

    @Test
    void connections_that_are_killed_lose_no_event_and_double_none() throws Exception {
        var committed = ConcurrentHashMap.<EventId>newKeySet();
        var killing = new AtomicBoolean(true);
        try (var killer = Executors.newSingleThreadExecutor()) {
            var kills = killer.submit(() -> killWriters(killing));

            inParallel(writer -> () -> {
                for (int i = 0; i < 100; i++) {
                    var id = new EventId(UUID.randomUUID());
                    var log = writer % 2 == 0 ? node : otherNode;
                    if (log.append(append(event(id, 0, initiated(flow())))) instanceof Appended.Committed) {
                        committed.add(id);
                    }
                }
                return writer;
            });

            killing.set(false);
            assertThat(kills.get()).isGreaterThan(3);
        }

        var events = feed.read(0, 10_000);
        assertThat(committed).hasSize(WRITERS * 100);
        assertThat(events).extracting(EventEnvelope::id).containsExactlyInAnyOrderElementsOf(committed);
        assertThatPositionsAreDense(events);
        assertThatTimesAreRising(events);
    }

    private static void fill(EventLog log, RecoveryId stream, ConcurrentHashMap<String, AtomicInteger> wins) {
        for (long sequence = 0; sequence < PLACES; sequence++) {
            switch (log.append(append(event(sequence, initiated(stream))))) {
                case Appended.Committed _ ->
                    wins.computeIfAbsent(stream + "/" + sequence, _ -> new AtomicInteger())
                            .incrementAndGet();
                case Appended.Conflict conflict ->
                    assertThat(conflict).isEqualTo(new Appended.Conflict(stream.stream(), sequence));
                case Appended.AddressTaken _, Appended.Exhausted _ ->
                    throw new AssertionError("nothing is claimed or spent");
            }
        }
    }

    private int killWriters(AtomicBoolean killing) {
        var rounds = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(60))
                .until(() -> {
                    test.execute(KILL_WRITERS);
                    rounds.incrementAndGet();
                    return !killing.get();
                });
        return rounds.get();
    }

    private interface Work {
        Callable<Integer> of(int writer);
    }

    private static void inParallel(Work work) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var writers = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                var one = work.of(i);
                writers.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
        }
        for (var writer : writers) {
            writer.get();
        }
    }

    private List<Long> sequences(RecoveryId stream) {
        return node.readStream(stream.stream(), 0).stream()
                .map(EventEnvelope::sequence)
                .toList();
    }

    private static void assertThatPositionsAreDense(List<EventEnvelope> events) {
        assertThat(events)
                .extracting(EventEnvelope::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
    }

    private static void assertThatTimesAreRising(List<EventEnvelope> events) {
        assertThat(events)
                .extracting(EventEnvelope::recordedAt)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.naturalOrder());
    }
}
