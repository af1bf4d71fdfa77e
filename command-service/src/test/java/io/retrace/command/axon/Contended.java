package io.retrace.command.axon;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import java.time.Instant;
import java.util.Queue;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** An aggregate that counts its events; while it decides, others may append. */
final class Contended {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @AggregateIdentifier
    private String stream = "";

    private int seen;

    Contended() {
        // Axon folds the stream into it
    }

    /**
     * Counts once more.
     *
     * @param meanwhile what others do while this is decided, one for each time
     */
    record Count(LetterId letter, Queue<Runnable> meanwhile) {}

    /** An event that says how many there are with it. */
    static LetterDelivered counted(LetterId letter, int number) {
        return new LetterDelivered(letter, "email", number, NOON);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(Count command, Streams streams) {
        var others = command.meanwhile().poll();
        if (others != null) {
            others.run();
        }
        var event = counted(command.letter(), seen + 1);
        return streams.apply(stream.isEmpty() ? command.letter().stream() : stream, Decision.of(seen + 1, event));
    }

    @EventSourcingHandler
    void on(LetterEvent event) {
        stream = event.stream();
        seen++;
    }
}
