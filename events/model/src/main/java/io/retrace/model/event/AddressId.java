package io.retrace.model.event;

import java.util.UUID;

/** An address of an identity. */
public record AddressId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
