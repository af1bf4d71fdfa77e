package io.retrace.log;

import io.retrace.model.event.EventEnvelope;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The newest events, as this process appended them or one of its followers read them, so that the others need not read
 * and decode them again. Positions are dense and events never change, so what is here is what the log would give. All
 * services of a process may share one.
 */
public final class RecentEvents {

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

    /** What was just read or appended: events in order, without a gap between them. */
    synchronized void add(List<EventEnvelope> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!kept.isEmpty() && events.getFirst().position() > kept.getLast().position() + 1) {
            kept.clear();
        }
        for (var event : events.reversed()) {
            if (!kept.isEmpty() && event.position() == kept.getFirst().position() - 1) {
                kept.addFirst(event);
            }
        }
        for (var event : events) {
            if (kept.isEmpty() || event.position() == kept.getLast().position() + 1) {
                kept.addLast(event);
            }
        }
        while (kept.size() > KEPT_MAX) {
            kept.removeFirst();
        }
    }

    /** The next events after a position; empty when the log must be asked. */
    synchronized Optional<List<EventEnvelope>> after(long position, int limit) {
        boolean isHere = !kept.isEmpty()
                && kept.getFirst().position() <= position + 1
                && kept.getLast().position() > position;
        return isHere
                ? Optional.of(kept.stream()
                        .skip(position + 1 - kept.getFirst().position())
                        .limit(limit)
                        .toList())
                : Optional.empty();
    }
}
