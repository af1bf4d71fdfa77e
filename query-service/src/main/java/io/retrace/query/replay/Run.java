package io.retrace.query.replay;

import io.retrace.model.event.ReplayId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A run that tells history again, as it stands.
 *
 * @param actor who asked for it
 * @param from the first position
 * @param to the last one
 * @param position how far it is
 * @param report what came of it; empty until it is completed
 */
public record Run(
        ReplayId id,
        String actor,
        JsonNode request,
        Instant requestedAt,
        long from,
        long to,
        Status status,
        long position,
        Optional<Instant> endedAt,
        Optional<Report> report) {

    /** How it is with a run. */
    public enum Status {
        QUEUED,
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }
}
