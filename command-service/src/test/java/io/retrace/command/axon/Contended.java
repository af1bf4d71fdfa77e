package io.retrace.command.axon;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.SessionEvent.SessionIssued;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** An aggregate that counts its events; while it decides, others may append. */
final class Contended {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final int OTHERS_WAIT_SECONDS = 5;

    @AggregateIdentifier
    private String stream = "";

    private int seen;

    Contended() {
        // Axon folds the stream into it
    }

    Contended(String stream) {
        this.stream = stream;
    }

    /**
     * Counts once more.
     *
     * @param meanwhile what others do while this is decided, one for each time
     */
    record Count(LetterId letter, Queue<Runnable> meanwhile) {}

    /**
     * Opens it, and a session beside it.
     *
     * @param others whoever does the same at the same time; it is waited for them before anything commits
     */
    record Open(LetterId letter, SessionIssued session, CyclicBarrier others) {}

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

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    boolean handle(Open command, Streams streams) throws Exception {
        var events = List.<Event>of(counted(command.letter(), seen + 1), command.session());
        boolean reply = streams.apply(command.letter().stream(), new Decision<>(events, true));
        command.others().await(OTHERS_WAIT_SECONDS, TimeUnit.SECONDS);
        return reply;
    }

    @EventSourcingHandler
    void on(LetterEvent event) {
        stream = event.stream();
        seen++;
    }
}
