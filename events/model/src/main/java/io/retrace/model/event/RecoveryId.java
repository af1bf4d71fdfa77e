package io.retrace.model.event;

import java.util.UUID;

/** A recovery flow. UUIDv4: nobody can guess it, and that protects a native flow. */
public record RecoveryId(UUID value) implements TypedId {

    /** The stream that holds this lifecycle. */
    public String stream() {
        return "recovery-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
