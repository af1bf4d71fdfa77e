package io.retrace.model.settings;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityId;
import io.retrace.model.event.Notice;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.policy.RecoverySessions;
import io.retrace.model.settings.Settings.Open;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes a person's traits, and with them which addresses are theirs (spec sections 9.5 and 11.3). That no address is
 * taken is judged by the append once more.
 *
 * @param identityId who is signed in
 * @param sessionId by which session
 * @param method how that session began
 * @param authenticatedAt when it began
 * @param change what was found out about the traits
 * @param successor the flow to open should this one have expired
 * @param at when the request arrived; UTC, microseconds
 */
public record SubmitProfile(
        SettingsId settingsId,
        IdentityId identityId,
        SessionId sessionId,
        Method method,
        Instant authenticatedAt,
        ProfileChange change,
        Successor successor,
        Instant at) {

    private static final Notice TAKEN = Notice.of(4000007);
    private static final Optional<RecoverySessions> ONLY_CREDENTIALS = Optional.of(RecoverySessions.CREDENTIALS_ONLY);

    /** The same, once an address turned out to be somebody else's. */
    public SubmitProfile whereTaken() {
        return new SubmitProfile(
                settingsId, identityId, sessionId, method, authenticatedAt, change.whereTaken(), successor, at);
    }

    /** Decides; what is only shown to whoever is fresh, that an address is taken, comes after whether they are. */
    public static Decision<SettingsReply> decide(
            SubmitProfile command, Settings state, Identity identity, Policy policy) {
        var admission = new Admission(command.identityId(), command.successor(), policy, command.at());
        return admission.to(state, open -> judge(command, open, identity, admission));
    }

    private static Decision<SettingsReply> judge(
            SubmitProfile command, Open open, Identity identity, Admission admission) {
        var policy = admission.policy();
        var change = command.change();
        if (command.method().isRecovery() && policy.recoverySessions().equals(ONLY_CREDENTIALS)) {
            return admission.refuse(open, Refusal.RECOVERY_SESSION, List.of(), new SettingsReply.CredentialsOnly());
        }
        if (!change.objections().isEmpty()) {
            return refuse(command, open, Refusal.TRAITS_REFUSED, change.objections(), admission);
        }
        if (change.guarded() && !policy.isPrivileged(command.authenticatedAt(), command.at())) {
            return admission.refuse(open, Refusal.SESSION_TOO_OLD, List.of(), new SettingsReply.SessionTooOld());
        }
        if (change.taken()) {
            return refuse(command, open, Refusal.ADDRESS_TAKEN, List.of(TAKEN), admission);
        }
        return identity instanceof Identity.Present person && person.active() && person.hasProfileOf(change.basis())
                ? new Decision<>(events(command, open, person), new SettingsReply.Saved())
                : Decision.of(new SettingsReply.Outdated());
    }

    private static Decision<SettingsReply> refuse(
            SubmitProfile command, Open open, Refusal reason, List<Notice> notices, Admission admission) {
        var typed = command.change().typed();
        var refused = new SettingsRefused(open.id(), reason, notices, typed, command.at());
        return admission.refuse(open, refused, new SettingsReply.Refused(notices));
    }

    private static List<Event> events(SubmitProfile command, Open open, Identity.Present person) {
        var id = person.id();
        var at = command.at();
        var change = command.change();
        var events = new ArrayList<Event>();
        change.traits().ifPresent(traits -> events.add(new IdentityTraitsChanged(id, person.schemaId(), traits, at)));
        change.released().forEach(address -> events.add(new AddressReleased(id, address, at)));
        change.claimed()
                .forEach(address -> events.add(
                        new AddressClaimed(id, address.id(), address.via(), address.purposes(), address.value(), at)));
        events.add(new SettingsCompleted(open.id(), id, Optional.of(command.sessionId()), at));
        return events;
    }
}
