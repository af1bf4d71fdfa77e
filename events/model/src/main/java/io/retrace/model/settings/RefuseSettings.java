package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsRefusalsSuppressed;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
import io.retrace.model.settings.Settings.Open;
import io.retrace.model.settings.Settings.Unknown;
import java.time.Instant;
import java.util.List;

/**
 * Remembers a change that was turned down before anything in it was judged: malformed, of an unknown method, made by a
 * browser on a native flow (spec section 9.5).
 *
 * @param identityId who is signed in
 * @param notices what the flow says from here
 * @param successor the flow to open should this one have expired
 * @param at when the request arrived; UTC, microseconds
 */
public record RefuseSettings(
        SettingsId settingsId,
        IdentityId identityId,
        Refusal reason,
        List<Notice> notices,
        Successor successor,
        Instant at) {

    public RefuseSettings {
        notices = List.copyOf(notices);
    }

    public static Decision<SubmitPassword.Reply> decide(RefuseSettings command, Settings state, Policy policy) {
        return switch (state) {
            case Unknown _ -> Decision.of(new SubmitPassword.Reply.NotFound());
            case Open open
            when open.expiredAt(command.at()) ->
                new Decision<>(
                        List.of(command.successor().open(open, policy, command.at())),
                        new SubmitPassword.Reply.Expired(command.successor().id(), open.expiresAt()));
            case Open open
            when !open.identityId().equals(command.identityId()) ->
                new Decision<>(
                        events(open, Refusal.ANOTHER_IDENTITY, List.of(), policy, command.at()),
                        new SubmitPassword.Reply.AnotherIdentity());
            case Open open ->
                new Decision<>(
                        events(open, command.reason(), command.notices(), policy, command.at()),
                        new SubmitPassword.Reply.Refused(command.notices()));
        };
    }

    /** What is remembered of a refusal: the refusal, then once that no more are, then nothing. */
    static List<Event> events(Open open, Refusal reason, List<Notice> notices, Policy policy, Instant at) {
        if (open.refusals() < policy.refusalsMax()) {
            return List.of(new SettingsRefused(open.id(), reason, notices, at));
        }
        return open.suppressed() ? List.of() : List.of(new SettingsRefusalsSuppressed(open.id(), at));
    }
}
