package io.retrace.model.deciding;

import io.retrace.model.event.Event;
import java.util.List;

/**
 * What follows from a command: the events to append, all of them or none, and the reply to give once they are
 * committed.
 *
 * @param events of one or several streams, in order; empty when nothing needs to be remembered
 */
public record Decision<R>(List<Event> events, R reply) {

    public Decision {
        events = List.copyOf(events);
    }

    /** A decision with its events spelled out. */
    public static <R> Decision<R> of(R reply, Event... events) {
        return new Decision<>(List.of(events), reply);
    }
}
