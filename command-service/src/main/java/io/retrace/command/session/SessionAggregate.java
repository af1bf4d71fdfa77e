package io.retrace.command.session;

import io.retrace.model.event.SessionEvent;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;

/** A session as Axon sees it. Others decide about it: it is issued by a recovery. */
public final class SessionAggregate {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String stream = "";

    public SessionAggregate() {
        // Axon folds the stream into it
    }

    /** One that others open; Axon locks it by this name. */
    public SessionAggregate(String stream) {
        this.stream = stream;
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        stream = event.stream();
    }
}
