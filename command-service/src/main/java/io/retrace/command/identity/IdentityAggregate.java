package io.retrace.command.identity;

import io.retrace.command.axon.Streams;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.DeleteIdentity;
import io.retrace.model.identity.EndOtherSessions;
import io.retrace.model.identity.Identity;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** An identity as Axon sees it: loads, asks the pure {@code decide}, applies what it says, folds by {@code evolve}. */
public final class IdentityAggregate {

    @AggregateIdentifier
    private String stream = "";

    private Identity state = Identity.initial();

    public IdentityAggregate() {
        // Axon folds the stream into it
    }

    /** One that others open; Axon locks it by this name. */
    public IdentityAggregate(String stream) {
        this.stream = stream;
    }

    /** What is so of the identity now. */
    public Identity state() {
        return state;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    CreateIdentity.Reply handle(CreateIdentity command, Streams streams) {
        return streams.apply(command.identityId().stream(), CreateIdentity.decide(command, state));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    DeleteIdentity.Reply handle(DeleteIdentity command, Streams streams) {
        return streams.apply(stream, DeleteIdentity.decide(command, state));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    EndOtherSessions.Reply handle(EndOtherSessions command, Streams streams) {
        return streams.apply(stream, EndOtherSessions.decide(command, state));
    }

    @EventSourcingHandler
    void on(IdentityEvent event) {
        stream = event.stream();
        state = Identity.evolve(state, event);
    }
}
