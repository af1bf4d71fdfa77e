package io.retrace.query.replay;

import io.retrace.model.event.Event;
import java.util.List;
import java.util.Map;

/**
 * A story that goes as history does, but for the streams that have left it: only their states are kept here. A stream
 * leaves where something else happens to it than is recorded, and comes back when it was not touched for long.
 */
final class Branch implements Lifecycles {

    private final History history;
    private final Map<String, Object> left = Remembered.touchedLast();

    /**
     * Goes as history does.
     *
     * @param history stands before the append that is told now
     */
    Branch(History history) {
        this.history = history;
    }

    /** What was recorded happens here, too. */
    void follow(List<Event> recorded) {
        recorded.stream().filter(event -> left.containsKey(event.stream())).forEach(this::add);
    }

    /** Instead of what was recorded happens this; nothing, where it is empty. */
    void part(List<Event> recorded, List<Event> instead) {
        if (recorded.equals(instead)) {
            follow(recorded);
            return;
        }
        recorded.forEach(this::leave);
        instead.forEach(this::add);
    }

    @Override
    public <S> S state(Lifecycle<?, S> lifecycle, String stream) {
        var state = left.get(stream);
        return state == null
                ? history.state(lifecycle, stream)
                : lifecycle.states().cast(state);
    }

    private void leave(Event event) {
        Lifecycle.of(event)
                .ifPresent(
                        lifecycle -> left.computeIfAbsent(event.stream(), stream -> history.state(lifecycle, stream)));
    }

    private void add(Event event) {
        Lifecycle.of(event).ifPresent(lifecycle -> {
            var before = lifecycle.isOpenedBy(event) ? lifecycle.initial() : state(lifecycle, event.stream());
            left.put(event.stream(), lifecycle.after(before, event));
        });
    }
}
