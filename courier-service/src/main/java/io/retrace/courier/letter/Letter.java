package io.retrace.courier.letter;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.LetterId;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.SealedLetter;
import java.time.Instant;

/**
 * A letter that somebody asked for, still closed.
 *
 * @param stream the stream that asked for it; the letter opens only as part of it
 * @param generation which letter of that stream it is; a higher one makes it void
 * @param expiresAt when its secret stops working, exclusive
 * @param correlationId the stream of the lifecycle that it belongs to
 * @param traceId W3C trace id of the request that asked for it
 */
public record Letter(
        LetterId id,
        String stream,
        int generation,
        SealedLetter closed,
        Instant expiresAt,
        String correlationId,
        String traceId) {

    /** The letter that an event asks for; it has the event's id. */
    public static Letter of(EventEnvelope envelope, RecoveryEmailRequested requested) {
        return new Letter(
                new LetterId(envelope.id().value()),
                requested.stream(),
                requested.generation(),
                requested.letter(),
                requested.expiresAt(),
                envelope.origin().correlationId(),
                envelope.origin().traceId());
    }
}
