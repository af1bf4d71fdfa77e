package io.retrace.model.event;

import java.util.UUID;

/** A letter; its value is the id of the event that asked for it. */
public record LetterId(UUID value) implements TypedId {

    /** The stream that holds this lifecycle. */
    public String stream() {
        return "letter-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
