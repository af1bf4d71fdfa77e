package io.retrace.model.settings;

import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The settings flow that takes an expired one's place (spec section 9.5), and leads to where that one was to lead.
 *
 * @param id a fresh UUIDv4
 * @param requestUrl what it shows as its request URL, closed
 */
public record Successor(SettingsId id, Sealed requestUrl) {

    SettingsInitiated open(Settings.Open old, Policy policy, Instant at) {
        return new SettingsInitiated(
                id,
                old.identityId(),
                old.type(),
                requestUrl,
                at.plus(policy.settingsLifetime()),
                Optional.empty(),
                Optional.of(old.id()),
                List.of(Notice.counting(4050001, old.expiresAt().toEpochMilli(), at.toEpochMilli())),
                Optional.of(old.beginning()),
                at);
    }
}
