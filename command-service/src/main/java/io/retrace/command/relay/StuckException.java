package io.retrace.command.relay;

import io.retrace.model.event.EventCodec.UnreadableEvent;
import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.TopicWriter.NotAcknowledged;

/** An event cannot get to Kafka, and none may pass it; somebody has to see to that. */
final class StuckException extends RuntimeException {

    private StuckException(String message, Throwable cause) {
        super(message, cause);
    }

    static StuckException refused(EventEnvelope event, NotAcknowledged refusal) {
        return new StuckException(
                "the broker refuses the event at position " + event.position() + " cause=" + refusal.reason(), refusal);
    }

    static StuckException unreadable(long after, UnreadableEvent unreadable) {
        return new StuckException("behind position " + after + ": " + unreadable.getMessage(), unreadable);
    }
}
