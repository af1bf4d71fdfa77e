package io.retrace.courier.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Works through the queue, with so many letters at once and no more. It wakes when it is told of new letters, and looks
 * by itself every {@link #POLL}, once it is known that the database was not restored. What goes wrong with an attempt itself leaves the letter to its lease.
 */
public final class DeliveryWorker implements AutoCloseable {

    private static final int AT_ONCE_MAX = 16;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
    private static final int FRAMES_LOGGED = 8;
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final DeliveryQueue queue;
    private final DeliveryAttempt attempt;
    private final OutcomePublisher publisher;
    private final RestoreWatch watch;
    private final Clock clock;
    private final Bell bell = new Bell();
    private final Semaphore free = new Semaphore(AT_ONCE_MAX);
    private final Thread thread;
    private volatile boolean closing;

    /** Starts to work. */
    DeliveryWorker(
            DeliveryQueue queue, DeliveryAttempt attempt, OutcomePublisher publisher, RestoreWatch watch, Clock clock) {
        this.queue = queue;
        this.attempt = attempt;
        this.publisher = publisher;
        this.watch = watch;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("delivery-worker").daemon().start(this::run);
    }

    /** There are new letters. */
    public void wake() {
        bell.ring();
    }

    private void run() {
        try (var attempts = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("delivery-", 0).factory())) {
            while (!closing) {
                if (watch.isSound()) {
                    work(attempts);
                } else {
                    bell.await(POLL);
                }
            }
        } catch (InterruptedException _) {
            log.warn("the delivery worker was interrupted; what it had claimed is due again after its lease");
        }
    }

    private void work(ExecutorService attempts) throws InterruptedException {
        free.acquire();
        int places = 1 + free.drainPermits();
        var claimed = claim(places);
        free.release(places - claimed.size());
        for (var delivery : claimed) {
            attempts.execute(() -> attempt(delivery));
        }
        if (claimed.isEmpty() && !closing) {
            bell.await(POLL);
        }
    }

    private List<Delivery> claim(int places) throws InterruptedException {
        try {
            return queue.claim(clock.instant(), places);
        } catch (DataAccessException e) {
            log.warn("the queue does not answer cause={}", e.getClass().getSimpleName());
            bell.await(RETRY_PAUSE);
            return List.of();
        }
    }

    private void attempt(Delivery delivery) {
        try {
            attempt.make(delivery);
            publisher.wake();
        } catch (DataAccessException e) {
            log.warn(
                    "an attempt could not be written down, the letter is due again after its lease letter={} cause={}",
                    delivery.letter().id(),
                    e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // not its message, which might quote the letter
            log.error(
                    "an attempt met what nobody expected letter={} cause={} at={}",
                    delivery.letter().id(),
                    e.getClass().getName(),
                    Arrays.stream(e.getStackTrace()).limit(FRAMES_LOGGED).toList());
        } finally {
            free.release();
        }
    }

    /** Takes no more letters and finishes those under way. */
    @Override
    public void close() {
        closing = true;
        bell.ring();
        try {
            if (!thread.join(CLOSE_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
