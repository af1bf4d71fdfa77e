package io.retrace.model.deciding;

import io.retrace.model.budget.Spend;
import io.retrace.model.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from a command: the events to append, all of them or none, and the reply to give once they are
 * committed.
 *
 * @param events of one or several streams, in order; empty when nothing needs to be remembered
 * @param spends what it takes from budgets; when one has nothing left, nothing is appended and the command is decided again
 */
public record Decision<R>(List<Event> events, List<Spend> spends, R reply) {

    public Decision {
        events = List.copyOf(events);
        spends = List.copyOf(spends);
    }

    /** A decision that spends nothing. */
    public Decision(List<Event> events, R reply) {
        this(events, List.of(), reply);
    }

    /** A decision with its events spelled out. */
    public static <R> Decision<R> of(R reply, Event... events) {
        return new Decision<>(List.of(events), reply);
    }

    /** The same, spending more. */
    public Decision<R> spending(List<Spend> more) {
        var all = new ArrayList<>(spends);
        all.addAll(more);
        return new Decision<>(events, all, reply);
    }
}
