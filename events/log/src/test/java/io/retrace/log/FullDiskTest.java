package io.retrace.log;

import static io.retrace.log.Sample.append;
import static io.retrace.log.Sample.event;
import static io.retrace.log.Sample.flow;
import static io.retrace.log.Sample.initiated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The database's disk is full for a while. */
class FullDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Map<EventId, Long> committed = new HashMap<>();
    private final Set<EventId> failed = new HashSet<>();

    @Test
    void who_is_told_that_it_failed_may_try_again_and_nothing_that_was_committed_is_lost() throws Exception {
        assumeTrue(SmallDisk.isPossible(), "this machine mounts nothing for us");
        try (var disk = SmallDisk.start();
                var test = TestLog.create(disk.server());
                var log = new EventLog(test.commandSide(), new EventCodec(), Clock.systemUTC(), PATIENCE)) {
            // given
            appendSome(log, 50);
            // when
            disk.fill();
            await().atMost(RECOVERY).until(() -> {
                appendSome(log, 20);
                return failed.size() >= 3;
            });
            disk.free();
            disk.awaitServer();
            // then
            int before = committed.size();
            await().atMost(RECOVERY).until(() -> {
                appendSome(log, 20);
                return committed.size() >= before + 50;
            });
            assertLogged(test);
        }
    }

    private void appendSome(EventLog log, int times) {
        for (int i = 0; i < times; i++) {
            var id = new EventId(UUID.randomUUID());
            try {
                committed.put(
                        id, ((Appended.Committed) log.append(append(event(id, 0, initiated(flow()))))).firstPosition());
            } catch (LogUnavailable _) {
                failed.add(id);
                return;
            }
        }
    }

    /** What failed may be there or not: nobody could know. All else is as it was told. */
    private void assertLogged(TestLog test) {
        try (var feed = new EventFeed(test.querySide(), new EventCodec())) {
            var logged = new HashMap<EventId, Long>();
            for (EventEnvelope envelope : feed.read(0, 100_000)) {
                logged.put(envelope.id(), envelope.position());
            }
            assertThat(logged).containsAllEntriesOf(committed);
            assertThat(logged.values().stream().sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, logged.size()).boxed().toList());
            logged.keySet().removeAll(committed.keySet());
            assertThat(failed).containsAll(logged.keySet());
        }
    }
}
