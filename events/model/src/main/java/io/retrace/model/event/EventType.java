package io.retrace.model.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each event's name on disk and on Kafka. Chosen, not derived: a renamed class orphans nothing. */
public enum EventType {
    RECOVERY_INITIATED("recovery.RecoveryInitiated", RecoveryEvent.RecoveryInitiated.class),
    RECOVERY_EMAIL_REQUESTED("recovery.RecoveryEmailRequested", RecoveryEvent.RecoveryEmailRequested.class),
    CODE_REJECTED("recovery.CodeRejected", RecoveryEvent.CodeRejected.class),
    CODE_ACCEPTED("recovery.CodeAccepted", RecoveryEvent.CodeAccepted.class),
    LINK_REJECTED("recovery.LinkRejected", RecoveryEvent.LinkRejected.class),
    LINK_REDEEMED("recovery.LinkRedeemed", RecoveryEvent.LinkRedeemed.class),
    RECOVERY_LOCKED("recovery.RecoveryLocked", RecoveryEvent.RecoveryLocked.class),
    RECOVERY_EXPIRED("recovery.RecoveryExpired", RecoveryEvent.RecoveryExpired.class),
    RECOVERY_REFUSED("recovery.RecoveryRefused", RecoveryEvent.RecoveryRefused.class),
    REFUSALS_SUPPRESSED("recovery.RefusalsSuppressed", RecoveryEvent.RefusalsSuppressed.class),
    RECOVERY_THROTTLED("recovery.RecoveryThrottled", RecoveryEvent.RecoveryThrottled.class),
    RECOVERY_REPLACED("recovery.RecoveryReplaced", RecoveryEvent.RecoveryReplaced.class),
    RECOVERY_COMPLETED("recovery.RecoveryCompleted", RecoveryEvent.RecoveryCompleted.class),

    IDENTITY_CREATED("identity.IdentityCreated", IdentityEvent.IdentityCreated.class),
    IDENTITY_TRAITS_CHANGED("identity.IdentityTraitsChanged", IdentityEvent.IdentityTraitsChanged.class),
    ADDRESS_CLAIMED("identity.AddressClaimed", IdentityEvent.AddressClaimed.class),
    ADDRESS_RELEASED("identity.AddressReleased", IdentityEvent.AddressReleased.class),
    ADDRESS_VERIFIED("identity.AddressVerified", IdentityEvent.AddressVerified.class),
    IDENTITY_STATE_CHANGED("identity.IdentityStateChanged", IdentityEvent.IdentityStateChanged.class),
    PASSWORD_CHANGED("identity.PasswordChanged", IdentityEvent.PasswordChanged.class),
    SESSIONS_REVOKED("identity.SessionsRevoked", IdentityEvent.SessionsRevoked.class),
    IDENTITY_DELETED("identity.IdentityDeleted", IdentityEvent.IdentityDeleted.class),

    SESSION_ISSUED("session.SessionIssued", SessionEvent.SessionIssued.class),
    SESSION_REVOKED("session.SessionRevoked", SessionEvent.SessionRevoked.class),

    SETTINGS_INITIATED("settings.SettingsInitiated", SettingsEvent.SettingsInitiated.class),
    SETTINGS_REFUSED("settings.SettingsRefused", SettingsEvent.SettingsRefused.class),
    SETTINGS_REFUSALS_SUPPRESSED("settings.RefusalsSuppressed", SettingsEvent.SettingsRefusalsSuppressed.class),
    SETTINGS_COMPLETED("settings.SettingsCompleted", SettingsEvent.SettingsCompleted.class),

    LETTER_DELIVERED("letter.LetterDelivered", LetterEvent.LetterDelivered.class),
    LETTER_FAILED("letter.LetterFailed", LetterEvent.LetterFailed.class),

    POLICY_CHANGED("operation.PolicyChanged", OperationEvent.PolicyChanged.class),
    PROJECTION_REBUILT("operation.ProjectionRebuilt", OperationEvent.ProjectionRebuilt.class),
    KEY_ROTATED("operation.KeyRotated", OperationEvent.KeyRotated.class),
    LOG_RESTORED("operation.LogRestored", OperationEvent.LogRestored.class),
    ACCESS_TOKEN_CREATED("operation.AccessTokenCreated", OperationEvent.AccessTokenCreated.class),
    ACCESS_TOKEN_REVOKED("operation.AccessTokenRevoked", OperationEvent.AccessTokenRevoked.class),
    ACCESS_DENIED("operation.AccessDenied", OperationEvent.AccessDenied.class),
    AUDIT_READ("operation.AuditRead", OperationEvent.AuditRead.class),
    PERSONAL_DATA_REVEALED("operation.PersonalDataRevealed", OperationEvent.PersonalDataRevealed.class),
    REPLAY_RUN("operation.ReplayRun", OperationEvent.ReplayRun.class);

    private static final Map<Class<?>, EventType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.eventClass, Function.identity()));
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.wireName, Function.identity()));

    private final String wireName;
    private final Class<? extends Event> eventClass;

    EventType(String wireName, Class<? extends Event> eventClass) {
        this.wireName = wireName;
        this.eventClass = eventClass;
    }

    /** The type of an event. */
    public static EventType of(Event event) {
        var type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("no EventType for " + event.getClass());
        }
        return type;
    }

    /** The type with this name; empty for one that this version does not know. */
    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** The types of a lifecycle, or of all of them. */
    public static Set<EventType> in(Class<? extends Event> lifecycle) {
        return Arrays.stream(values())
                .filter(type -> lifecycle.isAssignableFrom(type.eventClass))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What stands in the column {@code type} and in {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    /** The version of the payload's shape; a new shape is a new version with an upcaster. */
    public int schemaVersion() {
        return 1;
    }

    Class<? extends Event> eventClass() {
        return eventClass;
    }
}
