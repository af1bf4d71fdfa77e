package io.retrace.model.event;

import java.time.Instant;

/** What became of a letter. */
public sealed interface LetterEvent extends Event {

    LetterId letterId();

    @Override
    default String stream() {
        return letterId().stream();
    }

    /** Why a letter was given up. */
    enum Failure {
        /** The channel said that it will never take it. */
        REFUSED,
        /** Every attempt was put off. */
        ATTEMPTS_EXHAUSTED,
        /** Its secret was no longer good for anything. */
        OUTDATED,
        /** It could not be opened or understood. */
        UNREADABLE
    }

    /** A channel took the letter. */
    record LetterDelivered(LetterId letterId, String channel, int attempts, Instant at) implements LetterEvent {}

    /** The letter was given up. */
    record LetterFailed(LetterId letterId, Failure reason, int attempts, Instant at) implements LetterEvent {}
}
