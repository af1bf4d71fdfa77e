package io.retrace.model.event;

import java.util.UUID;

/** One event; UUIDv7. */
public record EventId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
