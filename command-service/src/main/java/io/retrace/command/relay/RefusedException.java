package io.retrace.command.relay;

import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.TopicWriter.NotAcknowledged;

/** The broker refuses an event for what it is; nothing may pass it, so somebody has to let it in. */
final class RefusedException extends RuntimeException {

    RefusedException(EventEnvelope event, NotAcknowledged refusal) {
        super("the broker refuses the event at position " + event.position() + " cause=" + refusal.reason(), refusal);
    }
}
