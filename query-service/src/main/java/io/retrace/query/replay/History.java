package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.IdentityEvent;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.SessionEvent;
import io.retrace.model.event.SettingsEvent;
import io.retrace.model.identity.Identity;
import io.retrace.model.recovery.Recovery;
import io.retrace.model.session.Session;
import io.retrace.model.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The state of every lifecycle after so much of a log. It remembers those that were touched last, and makes the others
 * again from what the log has of them before the position where history stands.
 */
final class History implements Lifecycles {

    private final Function<String, List<EventEnvelope>> log;
    private final States<RecoveryEvent, Recovery> recoveries =
            new States<>(RecoveryEvent.class, Recovery.initial(), Recovery::evolve);
    private final States<IdentityEvent, Identity> identities =
            new States<>(IdentityEvent.class, Identity.initial(), Identity::evolve);
    private final States<SettingsEvent, Settings> settings =
            new States<>(SettingsEvent.class, Settings.initial(), Settings::evolve);
    private final States<SessionEvent, Session> sessions =
            new States<>(SessionEvent.class, Session.initial(), Session::evolve);
    private long position;

    /**
     * Nothing has happened.
     *
     * @param log gives all events of a stream, in order
     */
    History(Function<String, List<EventEnvelope>> log) {
        this.log = log;
    }

    /** Stands before an append: streams that it opens are new. */
    void standBefore(RecordedAppend append) {
        position = append.position();
        for (var envelope : append.envelopes()) {
            if (envelope.sequence() == 0) {
                begin(envelope.event());
            }
        }
    }

    private void begin(Event opening) {
        switch (opening) {
            case RecoveryEvent e -> recoveries.begin(e.stream());
            case IdentityEvent e -> identities.begin(e.stream());
            case SettingsEvent e -> settings.begin(e.stream());
            case SessionEvent e -> sessions.begin(e.stream());
            case LetterEvent _, OperationEvent _ -> {}
        }
    }

    void add(Event event) {
        switch (event) {
            case RecoveryEvent e -> recoveries.add(e);
            case IdentityEvent e -> identities.add(e);
            case SettingsEvent e -> settings.add(e);
            case SessionEvent e -> sessions.add(e);
            case LetterEvent _, OperationEvent _ -> {}
        }
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

    private final class States<E extends Event, S> {

        private final Class<E> type;
        private final S initial;
        private final BiFunction<S, E, S> evolve;
        private final Map<String, S> remembered = Remembered.touchedLast();

        private States(Class<E> type, S initial, BiFunction<S, E, S> evolve) {
            this.type = type;
            this.initial = initial;
            this.evolve = evolve;
        }

        private void begin(String stream) {
            remembered.putIfAbsent(stream, initial);
        }

        private S of(String stream) {
            var state = remembered.get(stream);
            if (state == null) {
                state = fromLog(stream);
                remembered.put(stream, state);
            }
            return state;
        }

        private void add(E event) {
            remembered.put(event.stream(), evolve.apply(of(event.stream()), event));
        }

        private S fromLog(String stream) {
            var state = initial;
            for (var envelope : log.apply(stream)) {
                if (envelope.position() < position) {
                    state = evolve.apply(state, type.cast(envelope.event()));
                }
            }
            return state;
        }
    }
}
