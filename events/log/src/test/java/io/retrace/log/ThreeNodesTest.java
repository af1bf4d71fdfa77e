package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Three nodes append as fast as they can, and somebody follows as fast as that. */
class ThreeNodesTest {

    private static final int NODES = 3;
    private static final int WRITERS = 64;
    private static final int APPENDS_EACH = 40;
    private static final int EVENTS = WRITERS * APPENDS_EACH * 3 / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void a_reader_at_full_speed_beside_64_writers_sees_each_event_once_in_order_and_without_gaps() throws Exception {
        try (var test = TestLog.create();
                var feed = new EventFeed(test.querySide(), new EventCodec());
                var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var nodes = Stream.generate(() -> test.open(Clock.systemUTC()))
                    .limit(NODES)
                    .toList();
            var reader = threads.submit(() -> follow(feed));
            var writers = new ArrayList<Callable<Set<EventId>>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                var node = nodes.get(writer % NODES);
                writers.add(() -> write(node));
            }

            var written = new HashSet<EventId>();
            for (var ids : threads.invokeAll(writers)) {
                written.addAll(ids.get());
            }
            var seen = reader.get();
            nodes.forEach(EventLog::close);

            assertThat(seen).extracting(EventEnvelope::id).containsExactlyInAnyOrderElementsOf(written);
            assertThat(seen)
                    .extracting(EventEnvelope::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EVENTS).boxed().toList());
            assertThat(seen)
                    .extracting(EventEnvelope::recordedAt)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    /** Every other append has two events. */
    private static Set<EventId> write(EventLog node) {
        var ids = new HashSet<EventId>();
        for (int i = 0; i < APPENDS_EACH; i++) {
            var first = event(new EventId(UUID.randomUUID()), 0, initiated(flow()));
            var second = event(new EventId(UUID.randomUUID()), 0, initiated(flow()));
            var outcome = node.append(i % 2 == 0 ? append(first) : append(first, second));
            assertThat(outcome).isInstanceOf(Appended.Committed.class);
            ids.add(first.id());
            if (i % 2 != 0) {
                ids.add(second.id());
            }
        }
        return ids;
    }

    private static List<EventEnvelope> follow(EventFeed feed) throws InterruptedException {
        var seen = new ArrayList<EventEnvelope>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen.size() < EVENTS && System.nanoTime() < deadline) {
            long position = seen.isEmpty() ? 0 : seen.getLast().position();
            var next = feed.read(position, 100);
            seen.addAll(next);
            if (next.isEmpty()) {
                feed.awaitBeyond(position);
            }
        }
        return seen;
    }
}
