package io.retrace.standalone.replay;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.IdentityEvent.IdentityDeleted;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.IdentityEvent.PasswordChanged;
import io.retrace.model.event.IdentityEvent.SessionsRevoked;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.CodeAccepted;
import io.retrace.model.event.RecoveryEvent.CodeRejected;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.DeleteIdentity;
import io.retrace.model.identity.EndOtherSessions;
import io.retrace.model.identity.Identity;
import io.retrace.model.policy.Policy;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.EndSession;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** The state of every lifecycle as the log had it before an append, and what would be decided in it. */
@NullMarked
final class History {

    private final Map<String, Recovery> recoveries = new HashMap<>();
    private final Map<String, Identity> identities = new HashMap<>();
    private final Map<String, Settings> settings = new HashMap<>();
    private final Map<SessionId, Session> sessions = new HashMap<>();

    void add(Event event) {
        switch (event) {
            case RecoveryEvent e -> recoveries.put(e.stream(), Recovery.evolve(recovery(e.stream()), e));
            case IdentityEvent e -> identities.put(e.stream(), Identity.evolve(identity(e.stream()), e));
            case SettingsEvent e -> settings.put(e.stream(), Settings.evolve(settings(e.stream()), e));
            case SessionEvent e ->
                sessions.put(e.sessionId(), Session.evolve(sessions.getOrDefault(e.sessionId(), Session.initial()), e));
            case LetterEvent _, OperationEvent _ -> {}
        }
    }

    Recovery recovery(String stream) {
        return recoveries.getOrDefault(stream, Recovery.initial());
    }

    Identity identity(String stream) {
        return identities.getOrDefault(stream, Identity.initial());
    }

    Settings settings(String stream) {
        return settings.getOrDefault(stream, Settings.initial());
    }

    Session session(SessionId id) {
        return sessions.getOrDefault(id, Session.initial());
    }

    /** The events that the same command gives now; empty for appends that nobody decides: letters, operations. */
    Optional<List<Event>> decideAgain(List<Event> events, Policy policy) {
        return switch (events.getFirst()) {
            case RecoveryEvent first -> Optional.of(recoveryAgain(events, first, policy));
            case IdentityCreated first -> Optional.of(created(first, events));
            case AddressReleased first -> Optional.of(deleted(first));
            case IdentityDeleted first -> Optional.of(deleted(first));
            case IdentityTraitsChanged _ -> Optional.of(new ProfileReplay(this).saved(events, policy));
            case SettingsCompleted _ -> Optional.of(new ProfileReplay(this).saved(events, policy));
            case PasswordChanged first -> Optional.of(new SettingsReplay(this).saved(first, events, policy));
            case SettingsEvent first -> Optional.of(new SettingsReplay(this).again(first, events, policy));
            case SessionRevoked first ->
                Optional.of(EndSession.decide(
                                new EndSession(first.sessionId(), first.identityId(), first.at()),
                                session(first.sessionId()))
                        .events());
            case SessionsRevoked first -> Optional.of(othersEnded(first));
            case IdentityEvent _, SessionEvent _, LetterEvent _, OperationEvent _ -> Optional.empty();
        };
    }

    /** How many others there were is not on record; with none there would be no event. */
    private List<Event> othersEnded(SessionsRevoked first) {
        var own = first.except().orElseThrow();
        var command = new EndOtherSessions(first.identityId(), own, 1, first.at());
        return EndOtherSessions.decide(command, identity(first.stream())).events();
    }

    private List<Event> recoveryAgain(List<Event> events, RecoveryEvent first, Policy policy) {
        var replay = new RecoveryReplay(this, policy);
        return switch (first) {
            case CodeRejected rejected -> replay.rejected(rejected, events);
            case CodeAccepted accepted -> replay.accepted(accepted, events);
            default -> replay.other(first, events);
        };
    }

    private List<Event> created(IdentityCreated first, List<Event> events) {
        var addresses = events.stream()
                .filter(AddressClaimed.class::isInstance)
                .map(AddressClaimed.class::cast)
                .map(claimed -> new NewAddress(claimed.addressId(), claimed.via(), claimed.purposes(), claimed.value()))
                .toList();
        var password = events.stream()
                .filter(PasswordChanged.class::isInstance)
                .map(event -> ((PasswordChanged) event).passwordId())
                .findFirst();
        Decision<?> again = CreateIdentity.decide(
                new CreateIdentity(
                        first.identityId(),
                        first.schemaId(),
                        first.active(),
                        first.traits(),
                        first.metadata(),
                        first.decoy(),
                        addresses,
                        password,
                        first.at()),
                identity(first.stream()));
        return again.events();
    }

    private List<Event> deleted(IdentityEvent first) {
        return DeleteIdentity.decide(new DeleteIdentity(first.identityId(), first.at()), identity(first.stream()))
                .events();
    }
}
