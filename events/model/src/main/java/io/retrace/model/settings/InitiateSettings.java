package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens a settings flow for whoever is signed in (spec section 9.2).
 *
 * @param settingsId a fresh UUIDv4
 * @param identityId who is signed in
 * @param requestUrl the URL of the request, closed
 * @param at when the request arrived; UTC, microseconds
 */
public record InitiateSettings(
        SettingsId settingsId, IdentityId identityId, FlowType flowType, Sealed requestUrl, Instant at) {

    public sealed interface Reply {
        record Opened() implements Reply {}

        record AlreadyOpen() implements Reply {}
    }

    public static Decision<Reply> decide(InitiateSettings command, Settings state, Policy policy) {
        return switch (state) {
            case Settings.Unknown _ ->
                Decision.of(
                        new Reply.Opened(),
                        new SettingsInitiated(
                                command.settingsId(),
                                command.identityId(),
                                command.flowType(),
                                command.requestUrl(),
                                command.at().plus(policy.settingsLifetime()),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                command.at()));
            case Settings.Open _ -> Decision.of(new Reply.AlreadyOpen());
        };
    }
}
