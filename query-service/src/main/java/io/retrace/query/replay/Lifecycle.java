package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.IdentityEvent.IdentityCreated;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryEvent.RecoveryInitiated;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.event.SettingsEvent.SettingsInitiated;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A kind of stream whose state decisions are taken on: how it begins, and what its events make of it.
 *
 * @param opening the event that is its first
 */
record Lifecycle<E extends Event, S>(
        Class<E> events, Class<? extends E> opening, Class<S> states, S initial, BiFunction<S, E, S> evolve) {

    static final Lifecycle<RecoveryEvent, Recovery> RECOVERY = new Lifecycle<>(
            RecoveryEvent.class, RecoveryInitiated.class, Recovery.class, Recovery.initial(), Recovery::evolve);
    static final Lifecycle<IdentityEvent, Identity> IDENTITY = new Lifecycle<>(
            IdentityEvent.class, IdentityCreated.class, Identity.class, Identity.initial(), Identity::evolve);
    static final Lifecycle<SettingsEvent, Settings> SETTINGS = new Lifecycle<>(
            SettingsEvent.class, SettingsInitiated.class, Settings.class, Settings.initial(), Settings::evolve);
    static final Lifecycle<SessionEvent, Session> SESSION =
            new Lifecycle<>(SessionEvent.class, SessionIssued.class, Session.class, Session.initial(), Session::evolve);

    /** That of an event; letters and operations have none, since nobody decides by them. */
    static Optional<Lifecycle<?, ?>> of(Event event) {
        return switch (event) {
            case RecoveryEvent _ -> Optional.of(RECOVERY);
            case IdentityEvent _ -> Optional.of(IDENTITY);
            case SettingsEvent _ -> Optional.of(SETTINGS);
            case SessionEvent _ -> Optional.of(SESSION);
            case LetterEvent _, OperationEvent _ -> Optional.empty();
        };
    }

    /** The state after one more event of a stream of this kind. */
    S after(Object before, Event event) {
        return evolve.apply(states.cast(before), events.cast(event));
    }

    boolean isOpenedBy(Event event) {
        return opening.isInstance(event);
    }
}
