package io.retrace.query.replay;

import io.retrace.model.event.Event;
import io.retrace.model.event.EventEnvelope;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The state of every lifecycle after so much of a log. It remembers those that were touched last, and makes the others
 * again from what the log has of them before the position where history stands.
 */
final class History implements Lifecycles {

    private final Function<String, List<EventEnvelope>> log;
    private final Map<String, Object> remembered = Remembered.touchedLast();
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
                Lifecycle.of(envelope.event())
                        .ifPresent(lifecycle -> remembered.putIfAbsent(envelope.stream(), lifecycle.initial()));
            }
        }
    }

    void add(Event event) {
        var stream = event.stream();
        Lifecycle.of(event)
                .ifPresent(lifecycle -> remembered.put(stream, lifecycle.after(state(lifecycle, stream), event)));
    }

    @Override
    public <S> S state(Lifecycle<?, S> lifecycle, String stream) {
        return lifecycle.states().cast(remembered.computeIfAbsent(stream, _ -> fromLog(lifecycle, stream)));
    }

    private <S> S fromLog(Lifecycle<?, S> lifecycle, String stream) {
        var state = lifecycle.initial();
        for (var envelope : log.apply(stream)) {
            if (envelope.position() < position) {
                state = lifecycle.after(state, envelope.event());
            }
        }
        return state;
    }
}
