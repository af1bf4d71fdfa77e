package io.retrace.query.replay;

import io.retrace.model.budget.BudgetKey;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the events of a log together again as they were appended. */
final class Appends {

    private final Consumer<RecordedAppend> next;
    private final List<EventEnvelope> open = new ArrayList<>();
    private Optional<BudgetKey> network = Optional.empty();

    /** Each append goes to {@code next}, in order. */
    Appends(Consumer<RecordedAppend> next) {
        this.next = next;
    }

    /**
     * The next event of the log.
     *
     * @param from the network that it was asked from
     */
    void add(EventEnvelope envelope, Optional<BudgetKey> from) {
        if (!open.isEmpty() && !isCausedBy(envelope, open.getFirst())) {
            end();
        }
        if (open.isEmpty()) {
            network = from;
        }
        open.add(envelope);
    }

    /** The log ends here. */
    void end() {
        if (!open.isEmpty()) {
            next.accept(RecordedAppend.of(open, network));
            open.clear();
        }
    }

    /** The events of one append name its first event as their cause; a letter's fate does so too, but comes later. */
    private static boolean isCausedBy(EventEnvelope envelope, EventEnvelope first) {
        return !(envelope.event() instanceof LetterEvent)
                && envelope.origin().causationId().equals(Optional.of(first.id()));
    }
}
