package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.PasswordId;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.Settings.Open;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sets a new password (spec section 9.5); every other session of the person ends.
 *
 * @param identityId who is signed in
 * @param sessionId by which session
 * @param authenticatedAt when that session began
 * @param facts about the password; empty when none was sent
 * @param passwordId the row with its hash, written before; empty when it was not worth hashing
 * @param successor the flow to open should this one have expired
 * @param at when the request arrived; UTC, microseconds
 */
public record SubmitPassword(
        SettingsId settingsId,
        IdentityId identityId,
        SessionId sessionId,
        Instant authenticatedAt,
        Optional<PasswordFacts> facts,
        Optional<PasswordId> passwordId,
        Successor successor,
        Instant at) {

    /** The same with what was found out about the password. */
    public SubmitPassword knowing(PasswordFacts facts, Optional<PasswordId> passwordId) {
        return new SubmitPassword(
                settingsId, identityId, sessionId, authenticatedAt, Optional.of(facts), passwordId, successor, at);
    }

    public static Decision<SettingsReply> decide(SubmitPassword command, Settings state, Policy policy) {
        var admission = new Admission(command.identityId(), command.successor(), policy, command.at());
        return admission.to(state, open -> judge(command, open, admission));
    }

    private static Decision<SettingsReply> judge(SubmitPassword command, Open open, Admission admission) {
        var policy = admission.policy();
        if (!policy.isPrivileged(command.authenticatedAt(), command.at())) {
            return admission.refuse(open, Refusal.SESSION_TOO_OLD, List.of(), new SettingsReply.SessionTooOld());
        }
        if (command.facts().isEmpty()) {
            return admission.refuse(open, Refusal.PASSWORD_MISSING, List.of(Notice.missing("password")));
        }
        var objections =
                command.facts().orElseThrow().objection(policy).stream().toList();
        if (!objections.isEmpty() || command.passwordId().isEmpty()) {
            return admission.refuse(open, Refusal.PASSWORD_REFUSED, objections);
        }
        var identity = command.identityId();
        return Decision.of(
                new SettingsReply.Saved(),
                new PasswordChanged(identity, command.passwordId().orElseThrow(), command.at()),
                new SessionsRevoked(identity, Optional.of(command.sessionId()), command.at()),
                new SettingsCompleted(open.id(), identity, command.at()));
    }
}
