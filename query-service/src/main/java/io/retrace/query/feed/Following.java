package io.retrace.query.feed;

import io.retrace.log.EventFeed;
import io.retrace.model.event.EventType;
import java.time.Duration;
import java.util.Set;

/** Keeps the generation that is read near the end of the log: the next events and the new position, in one transaction. */
final class Following implements Step {

    private static final int BATCH_MAX = 1_000;

    // reads fold what a view has not seen, so a view need not hurry: it takes a few big batches and not many small ones
    static final Duration GATHER = Duration.ofMillis(50);

    private final Projection projection;
    private final Set<EventType> types;
    private final EventFeed feed;
    private final Progress progress;
    private volatile long position;
    private volatile boolean diverged;

    Following(Projection projection, EventFeed feed, Progress progress) {
        this.projection = projection;
        this.types = projection.types();
        this.feed = feed;
        this.progress = progress;
    }

    /** A view has seen more of the log than there is: the log was restored. */
    static final class DivergedException extends RuntimeException {
        DivergedException(String view) {
            super("the view " + view + " has followed another life of the log; see after-restore in the runbook");
        }
    }

    /** Where the view stood after the last step. */
    long position() {
        return position;
    }

    /** Whether the view has followed another life of the log. */
    boolean isDiverged() {
        return diverged;
    }

    @Override
    public Duration take() {
        return progress.inTransaction(() -> {
            var serving = progress.hold();
            diverged = serving.hasDivergedFrom(feed.head());
            if (diverged) {
                throw new DivergedException(projection.name());
            }
            var batch = feed.read(serving.position(), BATCH_MAX);
            if (batch.isEmpty()) {
                position = serving.position();
                return GATHER;
            }
            var concerning = batch.stream()
                    .filter(envelope -> types.contains(envelope.type()))
                    .toList();
            if (!concerning.isEmpty()) {
                projection.apply(concerning, "view." + projection.name());
            }
            position = batch.getLast().position();
            progress.moveTo(position);
            return batch.size() == BATCH_MAX ? Duration.ZERO : GATHER;
        });
    }
}
