package io.retrace.model.event;

import java.util.UUID;

/** An immutable row that holds one password hash. */
public record PasswordId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
