package io.retrace.courier.inbox;

import io.retrace.courier.delivery.DeliveryQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets in time: settled letters when their keys are gone, taken events long after Kafka has forgotten them. */
final class Retention implements AutoCloseable {

    private static final Duration LETTERS_KEPT = Duration.ofDays(7);
    private static final Duration EVENTS_KEPT = Duration.ofDays(14);
    private static final Duration EACH = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final InboxTable inbox;
    private final DeliveryQueue queue;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;

    Retention(InboxTable inbox, DeliveryQueue queue, Clock clock) {
        this.inbox = inbox;
        this.queue = queue;
        this.clock = clock;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("courier-retention").daemon().factory());
        var _ = scheduler.scheduleWithFixedDelay(this::forget, 1, EACH.toMinutes(), TimeUnit.MINUTES);
    }

    private void forget() {
        try {
            var now = clock.instant();
            queue.forgetSettledBefore(now.minus(LETTERS_KEPT));
            inbox.forgetTakenBefore(now.minus(EVENTS_KEPT));
        } catch (RuntimeException e) {
            log.warn(
                    "what is old could not be forgotten, the next hour tries again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
