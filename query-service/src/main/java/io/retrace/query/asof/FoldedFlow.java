package io.retrace.query.asof;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SessionId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.recovery.Recovery.AwaitingAddress;
import io.retrace.model.recovery.Recovery.AwaitingCode;
import io.retrace.model.recovery.Recovery.AwaitingLink;
import io.retrace.model.recovery.Recovery.Known;
import io.retrace.model.recovery.Recovery.Passed;
import io.retrace.model.recovery.Recovery.Secret;
import io.retrace.model.recovery.Recovery.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A flow, folded from what had happened to it.
 *
 * @param letters oldest first
 * @param replacement the flow that took its place
 * @param completed the session that came of it
 */
public record FoldedFlow(
        Recovery state,
        Optional<RecoveryDocument> document,
        List<Letter> letters,
        Optional<RecoveryId> replacement,
        Optional<SessionId> completed) {

    /** Before the first event. */
    public static final FoldedFlow NONE =
            new FoldedFlow(Recovery.initial(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public FoldedFlow {
        letters = List.copyOf(letters);
    }

    /** What came of a stream's events. */
    public static FoldedFlow of(List<EventEnvelope> events) {
        var flow = NONE;
        for (var envelope : events) {
            flow = flow.after(envelope);
        }
        return flow;
    }

    /** The flow after an event of its stream. */
    public FoldedFlow after(EventEnvelope envelope) {
        var event = (RecoveryEvent) envelope.event();
        return new FoldedFlow(
                Recovery.evolve(state, event),
                RecoveryDocument.evolve(document, event),
                event instanceof RecoveryEmailRequested asked ? and(new Letter(envelope.id(), asked)) : letters,
                event instanceof RecoveryReplaced replaced ? Optional.of(replaced.replacement()) : replacement,
                event instanceof RecoveryCompleted done ? Optional.of(done.sessionId()) : completed);
    }

    /** The flow, if there is one: a stream may hold no more than that it was not opened. */
    public Optional<Known> known() {
        return state instanceof Known known ? Optional.of(known) : Optional.empty();
    }

    /** Whether it still waits for something at a time. */
    boolean isOpen(Instant at) {
        return known().filter(known ->
                        !(known instanceof Passed) && at.isBefore(known.flow().expiresAt()))
                .isPresent();
    }

    /** The secrets that have neither worked nor been voided, and are in time. */
    List<Secret> outstanding(Instant at) {
        if (!isOpen(at)) {
            return List.of();
        }
        var issued = switch (state) {
            case AwaitingCode waiting -> List.of(waiting.secret());
            case AwaitingLink waiting -> waiting.links();
            case Unknown _, AwaitingAddress _, Passed _ -> List.<Secret>of();
        };
        return issued.stream().filter(secret -> at.isBefore(secret.expiresAt())).toList();
    }

    /** The letter that a secret of the flow travels in. */
    Letter letterOf(SecretId secret) {
        return letters.stream()
                .filter(letter -> letter.requested().secretId().equals(secret))
                .findFirst()
                .orElseThrow();
    }

    private List<Letter> and(Letter letter) {
        var all = new ArrayList<>(letters);
        all.add(letter);
        return all;
    }
}
