package io.retrace.query.feed;

import io.retrace.log.EventFeed.Head;
import java.time.Instant;
import java.util.Optional;

/**
 * How a view is, as one node sees it.
 *
 * @param name the view's
 * @param serving the generation that is read
 * @param head where the log ends
 * @param waitingSince when the first event was recorded that it has not seen; empty when it has seen all
 * @param failing whether the last attempt to feed it failed
 * @param building the next generation, while there is one
 */
public record ProjectionStatus(
        String name,
        Generation serving,
        Head head,
        Optional<Instant> waitingSince,
        boolean failing,
        Optional<Building> building) {

    /** What an operator should know first of it. */
    public enum State {
        FOLLOWING,
        REBUILDING,
        FAILING,
        DIVERGED
    }

    /**
     * A generation that is being built.
     *
     * @param since when that began
     * @param rate events a second, on average since then
     * @param failing whether the last attempt to feed it failed
     */
    public record Building(int number, long position, Instant since, long rate, boolean failing) {}

    /** What to know first of it. */
    public State state() {
        if (serving.hasDivergedFrom(head)) {
            return State.DIVERGED;
        }
        if (failing) {
            return State.FAILING;
        }
        return building.isPresent() ? State.REBUILDING : State.FOLLOWING;
    }

    /** How many events of the log the view has not seen. */
    public long lag() {
        return Math.max(0, head.position() - serving.position());
    }
}
