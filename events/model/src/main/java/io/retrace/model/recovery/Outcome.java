package io.retrace.model.recovery;

import io.retrace.model.event.Event;
import io.retrace.model.event.FlowType;
import io.retrace.model.event.IdentityEvent.AddressVerified;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.Notice;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SecretMac;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.AfterRecovery;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.Recovery.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a success opens (spec section 7.1): fresh ids, decided at the edge.
 *
 * @param token the MAC of the session's token
 * @param settingsUrl what the settings flow shows as its request URL, closed
 * @param browser MAC of the browser's new anti-CSRF cookie; native clients have none
 * @param transientPayload what the client sent along for hooks, closed; empty for nothing
 */
public record Outcome(
        SessionId sessionId,
        SecretMac token,
        SettingsId settingsId,
        Sealed settingsUrl,
        Optional<SecretMac> browser,
        Optional<Sealed> transientPayload) {

    /** For a native client. */
    public Outcome(SessionId sessionId, SecretMac token, SettingsId settingsId, Sealed settingsUrl) {
        this(sessionId, token, settingsId, settingsUrl, Optional.empty(), Optional.empty());
    }

    /** The account, back in its owner's hands. */
    List<Event> opens(Flow flow, Secret secret, Identity.Present owner, Policy policy, Instant at) {
        var events = new ArrayList<Event>();
        secret.addressId()
                .filter(owner::mayVerify)
                .ifPresent(address -> events.add(new AddressVerified(owner.id(), address, at)));
        events.add(new SessionIssued(
                sessionId, owner.id(), token, method(flow), flow.id(), at.plus(policy.sessionLifetime()), at));
        if (policy.afterRecovery()
                .filter(AfterRecovery.REVOKE_ACTIVE_SESSIONS::equals)
                .isPresent()) {
            events.add(new SessionsRevoked(owner.id(), Optional.of(sessionId), at));
        }
        if (!flow.skipsSettings()) {
            events.add(settings(flow, owner, policy, at));
        }
        events.add(new RecoveryCompleted(flow.id(), owner.id(), sessionId, settingsOf(flow), at));
        return events;
    }

    /** The settings flow that it opens, unless the client skips the settings (spec section 7.4). */
    Optional<SettingsId> settingsOf(Flow flow) {
        return flow.skipsSettings() ? Optional.empty() : Optional.of(settingsId);
    }

    private static Method method(Flow flow) {
        return switch (flow.method()) {
            case CODE -> Method.CODE_RECOVERY;
            case LINK -> Method.LINK_RECOVERY;
        };
    }

    /** A link is always followed in a browser, whatever client asked for it. */
    private SettingsInitiated settings(Flow flow, Identity.Present owner, Policy policy, Instant at) {
        var type = switch (flow.method()) {
            case CODE -> flow.type();
            case LINK -> FlowType.BROWSER;
        };
        return new SettingsInitiated(
                settingsId,
                owner.id(),
                type,
                settingsUrl,
                at.plus(policy.settingsLifetime()),
                Optional.of(flow.id()),
                Optional.empty(),
                List.of(Notice.counting(
                        1060001, at.plus(policy.privilegedAgeMax()).toEpochMilli(), at.toEpochMilli())),
                Optional.of(flow.beginning()),
                at);
    }
}
