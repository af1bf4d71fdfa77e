package io.retrace.model.event;

import java.time.Instant;
import java.util.Optional;

/** Something that happened. Released events never change; new facts are new events (ADR-0009). */
public sealed interface Event
        permits IdentityEvent, LetterEvent, OperationEvent, RecoveryEvent, SessionEvent, SettingsEvent {

    /** The lifecycle that it belongs to, as {@code <lifecycle>-<id>}. */
    String stream();

    /** When the edge says that it happened; UTC, microseconds. */
    Instant at();

    /** The identity that it is about, where it is known to be about one. */
    default Optional<IdentityId> identity() {
        return Optional.empty();
    }
}
