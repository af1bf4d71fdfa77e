package io.retrace.courier.inbox;

import io.retrace.courier.delivery.DeliveryQueue;
import io.retrace.log.Chore;
import java.time.Clock;
import java.time.Duration;

/** Forgets in time: settled letters when their keys are gone, taken events long after Kafka has forgotten them. */
final class Retention implements AutoCloseable {

    private static final Duration LETTERS_KEPT = Duration.ofDays(7);
    private static final Duration EVENTS_KEPT = Duration.ofDays(14);
    private static final Duration EACH = Duration.ofHours(1);

    private final InboxTable inbox;
    private final DeliveryQueue queue;
    private final Clock clock;
    private final Chore chore;

    Retention(InboxTable inbox, DeliveryQueue queue, Clock clock) {
        this.inbox = inbox;
        this.queue = queue;
        this.clock = clock;
        this.chore = new Chore("courier-retention", EACH, this::forget);
    }

    private void forget() {
        var now = clock.instant();
        queue.forgetSettledBefore(now.minus(LETTERS_KEPT));
        inbox.forgetTakenBefore(now.minus(EVENTS_KEPT));
    }

    @Override
    public void close() {
        chore.close();
    }
}
