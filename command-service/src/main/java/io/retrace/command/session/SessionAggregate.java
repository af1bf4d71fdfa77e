package io.retrace.command.session;

import io.retrace.command.axon.Streams;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.session.EndSession;
import io.retrace.model.session.Session;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A session as Axon sees it. It is issued by a recovery, and ends here when its person wants it to. */
public final class SessionAggregate {

    @AggregateIdentifier
    private String stream = "";

    private Session state = Session.initial();

    public SessionAggregate() {
        // Axon folds the stream into it
    }

    /** One that others open; Axon locks it by this name. */
    public SessionAggregate(String stream) {
        this.stream = stream;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    EndSession.Reply handle(EndSession command, Streams streams) {
        return streams.apply(stream, EndSession.decide(command, state));
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        stream = event.stream();
        state = Session.evolve(state, event);
    }
}
