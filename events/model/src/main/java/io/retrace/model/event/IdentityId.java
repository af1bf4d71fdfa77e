package io.retrace.model.event;

import java.util.UUID;

/** An identity. */
public record IdentityId(UUID value) implements TypedId {

    /** The stream that holds this lifecycle. */
    public String stream() {
        return "identity-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
