package io.retrace.model.event;

import java.util.UUID;

/** Names a run that took decisions of the past again. */
public record ReplayId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
