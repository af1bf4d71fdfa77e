package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.Denial;

/** What was found out about who asks. */
sealed interface Identified {

    record Known(Caller caller) implements Identified {}

    /**
     * Nobody who may.
     *
     * @param actor whose token it was; {@code anonymous} where nobody knows
     */
    record Stranger(String actor, Denial reason) implements Identified {

        static Stranger anonymous(Denial reason) {
            return new Stranger("anonymous", reason);
        }
    }
}
