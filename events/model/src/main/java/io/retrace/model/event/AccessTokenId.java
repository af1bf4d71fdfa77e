package io.retrace.model.event;

import java.util.UUID;

/** Names an access token of the admin port. */
public record AccessTokenId(UUID value) implements TypedId {

    @Override
    public String toString() {
        return value.toString();
    }
}
