package io.retrace.query.replay;

import io.retrace.model.deciding.Decision;
import io.retrace.model.event.AddressId;
import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent.AddressClaimed;
import io.retrace.model.event.IdentityEvent.AddressReleased;
import io.retrace.model.event.IdentityEvent.IdentityTraitsChanged;
import io.retrace.model.event.Notice;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SessionEvent.Method;
import io.retrace.model.event.SessionId;
import io.retrace.model.event.SettingsEvent.Refusal;
import io.retrace.model.event.SettingsEvent.SettingsCompleted;
import io.retrace.model.event.SettingsEvent.SettingsRefused;
import io.retrace.model.event.SettingsId;
import io.retrace.model.identity.CreateIdentity.NewAddress;
import io.retrace.model.identity.Identity;
import io.retrace.model.session.Session;
import io.retrace.model.settings.ProfileChange;
import io.retrace.model.settings.Settings;
import io.retrace.model.settings.SubmitProfile;
import io.retrace.model.settings.Successor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Submitted profiles, made again from their events and decided again. */
final class ProfileAgain {

    private static final SessionId NO_SESSION = new SessionId(new UUID(0, 0));

    private final Retelling retelling;

    ProfileAgain(Retelling retelling) {
        this.retelling = retelling;
    }

    Decision<?> saved(List<Event> events) {
        var completed = (SettingsCompleted) events.getLast();
        var person = (Identity.Present) retelling.recorded().identity(completed.identityId().stream());
        var released = all(events, AddressReleased.class, AddressReleased::addressId);
        var claimed =
                all(events, AddressClaimed.class, e -> new NewAddress(e.addressId(), e.via(), e.purposes(), e.value()));
        var change = new ProfileChange(
                person,
                all(events, IdentityTraitsChanged.class, IdentityTraitsChanged::traits).stream()
                        .findFirst(),
                List.of(),
                Optional.empty(),
                !released.isEmpty() || !claimed.isEmpty(),
                false,
                released,
                claimed);
        var session = (Session.Issued)
                retelling.recorded().session(completed.session().orElseThrow());
        return decide(
                completed.settingsId(),
                person,
                session.id(),
                session.method(),
                session.issuedAt(),
                change,
                completed.at());
    }

    Decision<?> refused(SettingsRefused e) {
        var owner = ((Settings.Open) retelling.recorded().settings(e.stream())).identityId();
        var person = (Identity.Present) retelling.recorded().identity(owner.stream());
        var objections = e.reason() == Refusal.TRAITS_REFUSED ? e.notices() : List.<Notice>of();
        boolean taken = e.reason() == Refusal.ADDRESS_TAKEN;
        var change = new ProfileChange(
                person, Optional.empty(), objections, e.typed(), taken, taken, List.<AddressId>of(), List.of());
        return decide(e.settingsId(), person, NO_SESSION, Method.CODE_RECOVERY, e.at(), change, e.at());
    }

    private Decision<?> decide(
            SettingsId flow,
            Identity.Present person,
            SessionId session,
            Method method,
            Instant authenticatedAt,
            ProfileChange change,
            Instant at) {
        var successor = new Successor(flow, new Sealed("none", ""));
        var command = new SubmitProfile(flow, person.id(), session, method, authenticatedAt, change, successor, at);
        return SubmitProfile.decide(
                command,
                retelling.told().settings(flow.stream()),
                retelling.told().identity(person.id().stream()),
                retelling.policy());
    }

    private static <E, T> List<T> all(List<Event> events, Class<E> type, Function<E, T> part) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(part)
                .toList();
    }
}
