package io.retrace.model.event;

import java.util.UUID;

/** A settings flow. UUIDv4. */
public record SettingsId(UUID value) implements TypedId {

    /** The stream that holds this lifecycle. */
    public String stream() {
        return "settings-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
