package io.retrace.query.asof;

import io.retrace.model.event.EventId;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;

/**
 * A letter that was asked for.
 *
 * @param id of the event that asked for it, and of the letter
 */
public record Letter(EventId id, RecoveryEmailRequested requested) {}
