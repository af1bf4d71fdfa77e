package io.retrace.model.event;

import io.retrace.model.budget.Spend;
import java.time.Instant;
import java.util.List;

/**
 * An event as it travels and as it is read back.
 *
 * @param id UUIDv7; the same event keeps it everywhere
 * @param position its place in the whole log: dense, from 1
 * @param sequence its place in its stream: dense, from 0
 * @param recordedAt when the log took it; strictly rising with the position (design section 3)
 * @param spends what the append that it opens took from budgets
 */
public record EventEnvelope(
        EventId id, long position, long sequence, Instant recordedAt, Origin origin, List<Spend> spends, Event event) {

    public EventEnvelope {
        spends = List.copyOf(spends);
    }

    public String stream() {
        return event.stream();
    }

    public EventType type() {
        return EventType.of(event);
    }
}
