package io.retrace.model.event;

import java.util.UUID;

/** A UUID that knows what it names, so that swapped arguments do not compile. */
public sealed interface TypedId
        permits AccessTokenId,
                AddressId,
                EventId,
                IdentityId,
                LetterId,
                PasswordId,
                RecoveryId,
                ReplayId,
                SecretId,
                SessionId,
                SettingsId {

    /** The bare UUID, as it stands in JSON and in columns. */
    UUID value();
}
