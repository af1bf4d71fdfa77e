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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A story that goes as history does, but for the streams that have left it: only their states are kept here. A stream
 * leaves where something else happens to it than is recorded, and comes back when it was not touched for long.
 */
final class Branch implements Lifecycles {

    private final Limb<RecoveryEvent, Recovery> recoveries;
    private final Limb<IdentityEvent, Identity> identities;
    private final Limb<SettingsEvent, Settings> settings;
    private final Limb<SessionEvent, Session> sessions;

    /**
     * Goes as history does.
     *
     * @param history stands before the append that is told now
     */
    Branch(History history) {
        recoveries = new Limb<>(
                RecoveryEvent.class, RecoveryInitiated.class, Recovery.initial(), Recovery::evolve, history::recovery);
        identities = new Limb<>(
                IdentityEvent.class, IdentityCreated.class, Identity.initial(), Identity::evolve, history::identity);
        settings = new Limb<>(
                SettingsEvent.class, SettingsInitiated.class, Settings.initial(), Settings::evolve, history::settings);
        sessions = new Limb<>(
                SessionEvent.class, SessionIssued.class, Session.initial(), Session::evolve, history::session);
    }

    /** What was recorded happens here, too. */
    void follow(List<Event> recorded) {
        recorded.forEach(
                event -> limb(event).filter(limb -> limb.hasLeft(event)).ifPresent(limb -> limb.add(event)));
    }

    /** Instead of what was recorded happens this; nothing, where it is empty. */
    void part(List<Event> recorded, List<Event> instead) {
        if (recorded.equals(instead)) {
            follow(recorded);
            return;
        }
        recorded.forEach(event -> limb(event).ifPresent(limb -> limb.leave(event)));
        instead.forEach(event -> limb(event).ifPresent(limb -> limb.add(event)));
    }

    @Override
    public Recovery recovery(String stream) {
        return recoveries.of(stream);
    }

    @Override
    public Identity identity(String stream) {
        return identities.of(stream);
    }

    @Override
    public Settings settings(String stream) {
        return settings.of(stream);
    }

    @Override
    public Session session(String stream) {
        return sessions.of(stream);
    }

    private Optional<Limb<?, ?>> limb(Event event) {
        return switch (event) {
            case RecoveryEvent _ -> Optional.of(recoveries);
            case IdentityEvent _ -> Optional.of(identities);
            case SettingsEvent _ -> Optional.of(settings);
            case SessionEvent _ -> Optional.of(sessions);
            case LetterEvent _, OperationEvent _ -> Optional.empty();
        };
    }

    private record Limb<E extends Event, S>(
            Class<E> type,
            Class<? extends E> opening,
            S initial,
            BiFunction<S, E, S> evolve,
            Function<String, S> history,
            Map<String, S> left) {

        private Limb(
                Class<E> type,
                Class<? extends E> opening,
                S initial,
                BiFunction<S, E, S> evolve,
                Function<String, S> history) {
            this(type, opening, initial, evolve, history, Remembered.touchedLast());
        }

        private S of(String stream) {
            var state = left.get(stream);
            return state == null ? history.apply(stream) : state;
        }

        private boolean hasLeft(Event event) {
            return left.containsKey(event.stream());
        }

        private void leave(Event event) {
            left.computeIfAbsent(event.stream(), history);
        }

        private void add(Event event) {
            var before = opening.isInstance(event) ? initial : of(event.stream());
            left.put(event.stream(), evolve.apply(before, type.cast(event)));
        }
    }
}
