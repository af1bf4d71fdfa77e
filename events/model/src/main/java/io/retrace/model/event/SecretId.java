package io.retrace.model.event;

import java.util.UUID;

/** One issued secret. It names the secret in events and says nothing about it. */
public record SecretId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
