package io.retrace.log;

import io.retrace.model.event.EventEnvelope;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The newest events that one of a feed's followers has read, so that the others need not read and decode them again.
 * Positions are dense and events never change, so what is here is what the log would give.
 */
final class RecentEvents {

    private static final int KEPT_MAX = 2_000;

    private final ArrayDeque<EventEnvelope> kept = new ArrayDeque<>();
    private int incarnation;

    /** Forgets what it has of another life of the log: after a restore, positions mean other events. */
    synchronized void ofIncarnation(int now) {
        if (now != incarnation) {
            kept.clear();
            incarnation = now;
        }
    }

    /** What was just read: events in order, without a gap between them. */
    synchronized void add(List<EventEnvelope> read) {
        for (var event : read) {
            if (!kept.isEmpty() && event.position() != kept.getLast().position() + 1) {
                if (event.position() <= kept.getLast().position()) {
                    continue;
                }
                kept.clear();
            }
            kept.add(event);
            if (kept.size() > KEPT_MAX) {
                kept.removeFirst();
            }
        }
    }

    /** The next events after a position; empty when the log must be asked. */
    synchronized Optional<List<EventEnvelope>> after(long position, int limit) {
        boolean isHere = !kept.isEmpty()
                && kept.getFirst().position() <= position + 1
                && kept.getLast().position() > position;
        return isHere
                ? Optional.of(kept.stream()
                        .filter(event -> event.position() > position)
                        .limit(limit)
                        .toList())
                : Optional.empty();
    }
}
