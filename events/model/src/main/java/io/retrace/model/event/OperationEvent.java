package io.retrace.model.event;

import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.time.ZoneOffset;

/** What operators and nodes did. */
public sealed interface OperationEvent extends Event {

    /** One stream a day, UTC. */
    @Override
    default String stream() {
        return "operation-" + at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /**
     * A policy is in force on a node, for the first time or again after another one.
     *
     * @param hash SHA-256 of the policy's canonical form, hex; each decision's envelope names it
     */
    record PolicyChanged(String hash, Policy policy, Instant at) implements OperationEvent {}
}
