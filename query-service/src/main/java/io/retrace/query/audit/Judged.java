package io.retrace.query.audit;

import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.AccessTokenCreated;
import io.retrace.model.event.OperationEvent.AccessTokenRevoked;
import io.retrace.model.event.OperationEvent.AuditRead;
import io.retrace.model.event.OperationEvent.KeyRotated;
import io.retrace.model.event.OperationEvent.LogRestored;
import io.retrace.model.event.OperationEvent.PersonalDataRevealed;
import io.retrace.model.event.OperationEvent.PolicyChanged;
import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import io.retrace.model.event.OperationEvent.ReplayRun;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.RecoveryEvent.LinkRedeemed;
import io.retrace.model.event.RecoveryEvent.LinkRejected;
import io.retrace.model.event.RecoveryEvent.RecoveryCompleted;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryEvent.RecoveryExpired;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.RecoveryEvent.RecoveryLocked;
import io.retrace.model.event.RecoveryEvent.RecoveryRefused;
import io.retrace.model.event.RecoveryEvent.RecoveryReplaced;
import io.retrace.model.event.RecoveryEvent.RecoveryThrottled;
import io.retrace.model.event.RecoveryEvent.RefusalsSuppressed;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event as an auditor reads it.
 *
 * @param reason in words, from what the event holds in the clear
 */
public record Judged(Outcome outcome, String reason) {

    /** How it went for whoever asked. */
    public enum Outcome {
        SUCCESS,
        FAILURE,
        NEUTRAL;

        /** As it stands in answers. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How an auditor reads an event. */
    public static Judged of(Event event) {
        return switch (event) {
            case RecoveryEvent e -> recovery(e);
            case IdentityEvent e -> success("identity " + e.identityId());
            case SessionIssued e -> success("until " + e.expiresAt());
            case SessionRevoked e -> success("session " + e.sessionId());
            case SettingsInitiated e ->
                success(e.recovered().map(recovery -> "opened by " + recovery).orElse("a client asked for it"));
            case SettingsRefused e -> failure(words(e.reason()));
            case SettingsRefusalsSuppressed _ -> neutral("further refusals are only counted");
            case SettingsCompleted _ -> success("saved");
            case LetterDelivered e -> success("by " + e.channel() + ", attempt " + e.attempts());
            case LetterFailed e -> failure(words(e.reason()) + ", attempts " + e.attempts());
            case OperationEvent e -> operation(e);
        };
    }

    private static Judged recovery(RecoveryEvent event) {
        return switch (event) {
            case RecoveryInitiated e ->
                success(e.replaces().map(old -> "took the place of " + old).orElse("a client asked for it"));
            case RecoveryEmailRequested e ->
                neutral("letter " + e.generation() + " with a " + words(e.handsOver()) + ", "
                        + e.owner().map(owner -> "for identity " + owner).orElse("for an address that nobody owns"));
            case CodeRejected e -> failure(words(e.reason()) + ", submission " + e.submissions());
            case CodeAccepted e -> success("the code fits, submission " + e.submissions());
            case LinkRejected e -> failure(words(e.reason()));
            case LinkRedeemed _ -> success("the link fits");
            case RecoveryLocked _ -> failure("no submissions left");
            case RecoveryExpired _ -> failure("the flow was over its time");
            case RecoveryRefused e -> failure(words(e.reason()));
            case RefusalsSuppressed _ -> neutral("further refusals are only counted");
            case RecoveryThrottled e -> failure("nothing is left of " + words(e.budget()));
            case RecoveryReplaced e -> failure(words(e.reason()) + ", go on with " + e.replacement());
            case RecoveryCompleted e ->
                success("session " + e.sessionId()
                        + e.settingsId().map(id -> ", settings flow " + id).orElse(", settings skipped"));
        };
    }

    private static Judged operation(OperationEvent event) {
        return switch (event) {
            case PolicyChanged e -> neutral("policy " + e.hash());
            case ProjectionRebuilt e ->
                success("view " + e.projection() + ", generation " + e.generation() + " in place of " + e.replaced()
                        + ", from " + e.events() + " events in " + e.took());
            case KeyRotated e -> neutral("key " + e.key() + " of " + e.file() + " makes what is new");
            case LogRestored e ->
                neutral("back from a backup that ends at position " + e.position() + ", incarnation " + e.incarnation()
                        + " in place of " + e.replaced());
            case AccessTokenCreated e -> success("token " + e.token() + " for " + e.name() + ", " + words(e.roles()));
            case AccessTokenRevoked e -> success("token " + e.token());
            case AccessDenied e -> failure(words(e.reason()) + ", " + e.operation() + ", times " + e.times());
            case AuditRead e ->
                success(e.operation()
                        + e.about().map(stream -> ", about " + stream).orElse("") + ", times " + e.times());
            case PersonalDataRevealed e ->
                success(e.operation()
                        + e.about().map(stream -> ", about " + stream).orElse(""));
            case ReplayRun e ->
                neutral(words(e.outcome()) + ", positions " + e.from() + " to " + e.to() + ", "
                        + e.policy().map(hash -> "under policy " + hash).orElse("under the recorded policies") + ", "
                        + e.differences() + " of " + e.decisions() + " decisions otherwise");
        };
    }

    private static Judged success(String reason) {
        return new Judged(Outcome.SUCCESS, reason);
    }

    private static Judged failure(String reason) {
        return new Judged(Outcome.FAILURE, reason);
    }

    private static Judged neutral(String reason) {
        return new Judged(Outcome.NEUTRAL, reason);
    }

    private static String words(Set<Role> roles) {
        return roles.stream().map(Judged::words).collect(Collectors.joining(" and "));
    }

    private static String words(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
