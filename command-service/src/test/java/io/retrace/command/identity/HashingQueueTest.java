package io.retrace.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.retrace.wire.http.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingQueueTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger atWork = new AtomicInteger();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void finish() {
        done.countDown();
        callers.close();
    }

    @Test
    void never_more_are_at_work_than_there_are_cores_and_the_others_follow() throws Exception {
        var queue = new HashingQueue(2, 3, LONG);
        var work = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 5; i++) {
            work.add(callers.submit(() -> queue.await(this::work)));
        }
        await().atMost(LONG).until(() -> queue.waiting() == 3);

        assertThat(atWork.get()).isEqualTo(2);

        done.countDown();
        for (var one : work) {
            assertThat(one.get()).isBetween(1, 2);
        }
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void who_finds_the_queue_full_is_turned_away_at_once() {
        var queue = new HashingQueue(1, 1, LONG);
        var _ = callers.submit(() -> queue.await(this::work));
        var _ = callers.submit(() -> queue.await(this::work));
        await().atMost(LONG).until(() -> queue.waiting() == 1);

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> queue.await(this::work));
    }

    @Test
    void who_waited_long_enough_is_turned_away_and_leaves_the_queue() throws Exception {
        var queue = new HashingQueue(1, 1, SHORT);
        var first = callers.submit(() -> queue.await(this::work));
        await().atMost(LONG).until(() -> atWork.get() == 1);

        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> queue.await(this::work));
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> queue.await(this::work));

        done.countDown();
        first.get();
        assertThat(queue.await(() -> "done")).isEqualTo("done");
    }

    @Test
    void work_that_fails_gives_its_core_back() {
        var queue = new HashingQueue(1, 0, LONG);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> queue.await(() -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(queue.await(() -> "done")).isEqualTo("done");
    }

    private int work() {
        int now = atWork.incrementAndGet();
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        atWork.decrementAndGet();
        return now;
    }
}
