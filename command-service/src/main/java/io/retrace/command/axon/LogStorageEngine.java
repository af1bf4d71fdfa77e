package io.retrace.command.axon;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.retrace.log.Append;
import io.retrace.log.Append.Claim;
import io.retrace.log.Append.NewEvent;
import io.retrace.log.Appended;
import io.retrace.log.EventLog;
import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine over {@link EventLog} (ADR-0002). Axon hands over all events of a unit of work in one call, so
 * what one command decides is in the log as a whole or not at all. Snapshots and tracking are not Axon's business here.
 */
final class LogStorageEngine implements EventStorageEngine {

    private final EventLog log;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    LogStorageEngine(EventLog log) {
        this.log = log;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var context = CommandContext.of(messages.getFirst().getMetaData());
        var events = events(messages, context);
        var outcome = log.append(new Append(events, moved(context.claims(), events)));
        switch (outcome) {
            case Appended.Committed _ -> {}
            case Appended.Conflict conflict ->
                throw new ConcurrencyException(
                        "an event was appended meanwhile to " + conflict.stream() + " at " + conflict.sequence());
            case Appended.AddressTaken _ -> throw new AddressTakenException();
            case Appended.Exhausted(var budget) -> throw new BudgetExhaustedException(budget);
        }
    }

    /** Of the addresses that may change hands those that the events say do: a refused command moves none. */
    private static List<Claim> moved(List<Claim> claims, List<NewEvent> events) {
        return claims.stream()
                .filter(claim -> events.stream().anyMatch(added -> moves(added.event(), claim)))
                .toList();
    }

    private static boolean moves(Event event, Claim claim) {
        return switch (claim.kind()) {
            case CLAIM -> event instanceof AddressClaimed e && e.addressId().equals(claim.addressId());
            case RELEASE -> event instanceof AddressReleased e && e.addressId().equals(claim.addressId());
        };
    }

    /** The first event has the cause that the command had; the others were caused by the first. */
    private List<NewEvent> events(List<? extends EventMessage<?>> messages, CommandContext context) {
        var events = new ArrayList<NewEvent>(messages.size());
        var first = new EventId(ids.generate());
        for (var message : messages) {
            boolean isFirst = events.isEmpty();
            events.add(new NewEvent(
                    isFirst ? first : new EventId(ids.generate()),
                    ((DomainEventMessage<?>) message).getSequenceNumber(),
                    isFirst ? context.origin() : context.origin().causedBy(first),
                    Spending.of(message.getMetaData()),
                    (Event) message.getPayload()));
        }
        return events;
    }

    @Override
    public DomainEventStream readEvents(String stream, long firstSequence) {
        return DomainEventStream.of(
                log.readStream(stream, firstSequence).stream().map(LogStorageEngine::message));
    }

    private static DomainEventMessage<?> message(EventEnvelope envelope) {
        var stream = envelope.stream();
        return new GenericDomainEventMessage<>(
                stream.substring(0, stream.indexOf('-')), stream, envelope.sequence(), envelope.event());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("streams hold about ten events and need no snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("the log is followed by EventFeed (ADR-0005)");
    }

    @Override
    public TrackingToken createTailToken() {
        throw new UnsupportedOperationException("the log is followed by EventFeed (ADR-0005)");
    }

    @Override
    public TrackingToken createHeadToken() {
        throw new UnsupportedOperationException("the log is followed by EventFeed (ADR-0005)");
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        throw new UnsupportedOperationException("the log is followed by EventFeed (ADR-0005)");
    }
}
