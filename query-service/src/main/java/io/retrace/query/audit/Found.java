package io.retrace.query.audit;

import io.retrace.model.event.EventEnvelope;
import java.util.Optional;

/**
 * An event that was searched for.
 *
 * @param network the /24 or /64 that whoever asked was in; empty when nobody asked, or the view knows it no longer
 */
record Found(EventEnvelope envelope, Optional<String> network) {

    long position() {
        return envelope.position();
    }
}
