package io.retrace.query.feed;

import io.retrace.model.event.OperationEvent.ProjectionRebuilt;
import java.time.Duration;
import java.time.Instant;

/**
 * A generation that took the place of the one that was read.
 *
 * @param events how many it was built from
 * @param position where in the log it stood then
 */
record Rebuilt(String view, int replaced, int generation, long events, long position, Duration took) {

    ProjectionRebuilt event(Instant at) {
        return new ProjectionRebuilt(view, replaced, generation, events, position, took, at);
    }
}
