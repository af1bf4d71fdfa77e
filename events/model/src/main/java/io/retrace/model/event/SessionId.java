package io.retrace.model.event;

import java.util.UUID;

/** A session; its value is the first 128 bits of the MAC of its token (ADR-0014). */
public record SessionId(UUID value) implements TypedId {

    /** The stream that holds this lifecycle. */
    public String stream() {
        return "session-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
