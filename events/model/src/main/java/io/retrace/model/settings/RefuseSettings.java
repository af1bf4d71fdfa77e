package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsId;
import io.retrace.model.policy.Policy;
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

    public static Decision<SettingsReply> decide(RefuseSettings command, Settings state, Policy policy) {
        var admission = new Admission(command.identityId(), command.successor(), policy, command.at());
        return admission.to(state, open -> admission.refuse(open, command.reason(), command.notices()));
    }
}
