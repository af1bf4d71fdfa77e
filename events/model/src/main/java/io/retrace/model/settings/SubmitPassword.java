package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
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
import io.retrace.model.settings.Settings.Unknown;
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

    public sealed interface Reply {
        record NotFound() implements Reply {}

        /** The flow takes no more; another one is open. */
        record Expired(SettingsId replacement, Instant expiredAt) implements Reply {}

        record AnotherIdentity() implements Reply {}

        record SessionTooOld() implements Reply {}

        record Refused(List<Notice> notices) implements Reply {
            public Refused {
                notices = List.copyOf(notices);
            }
        }

        record Saved() implements Reply {}
    }

    /** The same with what was found out about the password. */
    public SubmitPassword knowing(PasswordFacts facts, Optional<PasswordId> passwordId) {
        return new SubmitPassword(
                settingsId, identityId, sessionId, authenticatedAt, Optional.of(facts), passwordId, successor, at);
    }

    public static Decision<Reply> decide(SubmitPassword command, Settings state, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new Reply.NotFound());
            case Open open
            when open.expiredAt(command.at()) ->
                new Decision<>(
                        List.of(command.successor().open(open, policy, command.at())),
                        new Reply.Expired(command.successor().id(), open.expiresAt()));
            case Open open
            when !open.identityId().equals(command.identityId()) ->
                refuse(command, open, Refusal.ANOTHER_IDENTITY, List.of(), new Reply.AnotherIdentity(), policy);
            case Open open
            when tooOld(command, policy) ->
                refuse(command, open, Refusal.SESSION_TOO_OLD, List.of(), new Reply.SessionTooOld(), policy);
            case Open open -> judge(command, open, policy);
        };
    }

    private static boolean tooOld(SubmitPassword command, Policy policy) {
        return !command.at().isBefore(command.authenticatedAt().plus(policy.privilegedAgeMax()));
    }

    private static Decision<Reply> judge(SubmitPassword command, Open open, Policy policy) {
        if (command.facts().isEmpty()) {
            var missing = List.of(Notice.missing("password"));
            return refuse(command, open, Refusal.PASSWORD_MISSING, missing, new Reply.Refused(missing), policy);
        }
        var objections =
                command.facts().orElseThrow().objection(policy).stream().toList();
        if (!objections.isEmpty() || command.passwordId().isEmpty()) {
            return refuse(command, open, Refusal.PASSWORD_REFUSED, objections, new Reply.Refused(objections), policy);
        }
        var identity = command.identityId();
        return Decision.of(
                new Reply.Saved(),
                new PasswordChanged(identity, command.passwordId().orElseThrow(), command.at()),
                new SessionsRevoked(identity, Optional.of(command.sessionId()), command.at()),
                new SettingsCompleted(open.id(), identity, command.at()));
    }

    private static Decision<Reply> refuse(
            SubmitPassword command, Open open, Refusal reason, List<Notice> notices, Reply reply, Policy policy) {
        List<Event> events = RefuseSettings.events(open, reason, notices, policy, command.at());
        return new Decision<>(events, reply);
    }
}
