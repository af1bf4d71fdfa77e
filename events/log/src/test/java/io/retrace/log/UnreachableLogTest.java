package io.retrace.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.EventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nobody listens where the database should be. */
class UnreachableLogTest {

    private static final int CALLERS = 5;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(4);

    @Test
    void no_caller_waits_longer_than_its_own_patience_however_many_came_before() throws Exception {
        var nowhere = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/nothing", "user", "secret", 4);
        try (var database = new EventDatabase(Pool.open("nowhere", nowhere));
                var log = new EventLog(database, new EventCodec(), Clock.systemUTC(), PATIENCE);
                var callers = Executors.newFixedThreadPool(CALLERS)) {
            var waits = new ArrayList<Future<List<Duration>>>();
            for (int i = 0; i < CALLERS; i++) {
                waits.add(callers.submit(() -> waits(log)));
            }
            for (var wait : waits) {
                assertThat(wait.get())
                        .hasSize(ROUNDS)
                        .allSatisfy(took -> assertThat(took).isLessThan(ANSWERED_WITHIN));
            }
        }
    }

    private static List<Duration> waits(EventLog log) {
        var waits = new ArrayList<Duration>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> log.append(Sample.append())).isInstanceOf(LogUnavailable.class);
            waits.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return waits;
    }
}
