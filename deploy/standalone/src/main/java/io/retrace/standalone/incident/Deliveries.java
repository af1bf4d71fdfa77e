package io.retrace.standalone.incident;

import io.retrace.log.EventFeed;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads in the log which letters have been delivered. Whoever types a code has its letter, and the log says so before. */
final class Deliveries {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH = 500;

    private final EventFeed feed;
    private final Map<String, String> flows = new HashMap<>();
    private final Map<String, Integer> delivered = new HashMap<>();
    private long position;

    Deliveries(EventFeed feed) {
        this.feed = feed;
    }

    /**
     * Waits until a flow has had so many letters.
     *
     * @throws IllegalStateException when they do not come
     */
    void await(String flow, int letters) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (delivered.getOrDefault(flow, 0) < letters) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a letter was not delivered in " + PATIENCE + ", of flow " + flow);
            }
            var batch = feed.read(position, BATCH);
            if (batch.isEmpty()) {
                feed.awaitBeyond(position);
            } else {
                batch.forEach(this::read);
                position = batch.getLast().position();
            }
        }
    }

    private void read(EventEnvelope envelope) {
        switch (envelope.event()) {
            case RecoveryEmailRequested e
            when e.owner().isPresent() ->
                flows.put(
                        new LetterId(envelope.id().value()).stream(),
                        e.recoveryId().toString());
            case LetterDelivered e -> {
                var flow = flows.remove(e.stream());
                if (flow != null) {
                    delivered.merge(flow, 1, Integer::sum);
                }
            }
            default -> {}
        }
    }
}
