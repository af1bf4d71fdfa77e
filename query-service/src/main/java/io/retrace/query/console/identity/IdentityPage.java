package io.retrace.query.console.identity;

import io.retrace.query.asof.AsOf;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An account at a moment.
 *
 * @param state empty when there was no such account yet
 * @param events what happened to it, oldest first
 * @param all false when those are only the first ones
 */
record IdentityPage(Frame frame, String id, AsOf asOf, Optional<State> state, List<Entry> events, boolean all) {

    private static final int RAIL = 1_000;

    /** The last of its events that had happened, from 1; 0 before the first. */
    int step() {
        return Math.toIntExact(events.stream()
                .filter(event -> event.position() <= asOf.position())
                .count());
    }

    Optional<Entry> event() {
        return step() == 0 ? Optional.empty() : Optional.of(events.get(step() - 1));
    }

    String url(int step) {
        return frame.links().identity(id) + "?step=" + step;
    }

    /** The moment as a field for date and time holds it. */
    String field() {
        return Moment.field(asOf.at());
    }

    /** Where each event is on a rail from 0 to 1,000, by its time. */
    List<Dot> dots() {
        return IntStream.range(0, events.size())
                .mapToObj(
                        i -> new Dot(place(events.get(i)), events.get(i).mark().look(), i + 1 == step()))
                .toList();
    }

    /** An event on the rail. */
    record Dot(long place, String look, boolean here) {}

    private long place(Entry event) {
        long whole =
                Duration.between(events.getFirst().at(), events.getLast().at()).toMillis();
        long passed = Duration.between(events.getFirst().at(), event.at()).toMillis();
        return whole == 0 ? 0 : RAIL * passed / whole;
    }
}
