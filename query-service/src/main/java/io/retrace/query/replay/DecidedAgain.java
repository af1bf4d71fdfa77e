package io.retrace.query.replay;

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
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionRevoked;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.identity.CreateIdentity;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.DeleteIdentity;
import io.retrace.model.identity.EndOtherSessions;
import io.retrace.model.session.EndSession;
import java.util.List;
import java.util.Optional;

/** Finds out which command an append came of, and decides it again. */
final class DecidedAgain {

    private DecidedAgain() {}

    /** The decision; empty for appends that nobody decides: letters, operations. */
    static Optional<Decision<?>> of(RecordedAppend append, Retelling retelling) {
        var events = append.events();
        return switch (events.getFirst()) {
            case RecoveryEvent first -> Optional.of(new RecoveryAgain(retelling, append, first).decide());
            case IdentityCreated first -> Optional.of(created(first, events, retelling));
            case AddressReleased first -> Optional.of(deleted(first, retelling));
            case IdentityDeleted first -> Optional.of(deleted(first, retelling));
            case IdentityTraitsChanged _, SettingsCompleted _ -> Optional.of(new ProfileAgain(retelling).saved(events));
            case PasswordChanged first -> Optional.of(new SettingsAgain(retelling).saved(first, events));
            case SettingsEvent first -> Optional.of(new SettingsAgain(retelling).again(first, events));
            case SessionRevoked first -> Optional.of(ended(first, retelling));
            case SessionsRevoked first -> Optional.of(othersEnded(first, retelling));
            case IdentityEvent _, SessionEvent _, LetterEvent _, OperationEvent _ -> Optional.empty();
        };
    }

    private static Decision<?> ended(SessionRevoked first, Retelling retelling) {
        return EndSession.decide(
                new EndSession(first.sessionId(), first.identityId(), first.at()),
                retelling.told().session(first.sessionId()));
    }

    /** How many others there were is not on record; with none there would be no event. */
    private static Decision<?> othersEnded(SessionsRevoked first, Retelling retelling) {
        var own = first.except().orElseThrow();
        var command = new EndOtherSessions(first.identityId(), own, 1, first.at());
        return EndOtherSessions.decide(command, retelling.told().identity(first.stream()));
    }

    private static Decision<?> created(IdentityCreated first, List<Event> events, Retelling retelling) {
        var addresses = events.stream()
                .filter(AddressClaimed.class::isInstance)
                .map(AddressClaimed.class::cast)
                .map(claimed -> new NewAddress(claimed.addressId(), claimed.via(), claimed.purposes(), claimed.value()))
                .toList();
        var password = events.stream()
                .filter(PasswordChanged.class::isInstance)
                .map(event -> ((PasswordChanged) event).passwordId())
                .findFirst();
        return CreateIdentity.decide(
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
                retelling.told().identity(first.stream()));
    }

    private static Decision<?> deleted(IdentityEvent first, Retelling retelling) {
        return DeleteIdentity.decide(
                new DeleteIdentity(first.identityId(), first.at()),
                retelling.told().identity(first.stream()));
    }
}
