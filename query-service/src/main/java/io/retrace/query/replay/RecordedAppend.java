package io.retrace.query.replay;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one decision put into the log: its events, in order.
 *
 * @param envelopes never empty; all but the first name the first as their cause
 * @param events what they hold
 * @param network what the budgets of the network go by that it was asked from; empty where that is not known
 */
record RecordedAppend(List<EventEnvelope> envelopes, List<Event> events, Optional<BudgetKey> network) {

    RecordedAppend {
        envelopes = List.copyOf(envelopes);
        events = List.copyOf(events);
    }

    static RecordedAppend of(List<EventEnvelope> envelopes, Optional<BudgetKey> network) {
        return new RecordedAppend(
                envelopes, envelopes.stream().map(EventEnvelope::event).toList(), network);
    }

    EventEnvelope opening() {
        return envelopes.getFirst();
    }

    long position() {
        return opening().position();
    }

    Instant at() {
        return opening().event().at();
    }
}
