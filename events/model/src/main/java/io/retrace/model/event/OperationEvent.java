package io.retrace.model.event;

import io.retrace.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

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

    /**
     * A generation of a view was built from the log and took the place of the one that was read (ADR-0021). In the log
     * when, and only when, it did.
     *
     * @param replaced the number of the generation that was read before
     * @param events how many events it was built from: those that concern the view
     * @param position where in the log it stood when it was switched to
     * @param took from when it was asked for to the switch, in ms
     */
    record ProjectionRebuilt(
            String projection, int replaced, int generation, long events, long position, Duration took, Instant at)
            implements OperationEvent {}

    /**
     * A key came into use: a command node started with it as the one that makes what is new, and no node had before. The
     * courier's key is not on record; it cannot append.
     *
     * @param file the key file, {@code claim.keys}
     * @param key its number there; key material stands in no event
     * @param others the numbers of the file's other keys, which verify and open; rising
     */
    record KeyRotated(String file, int key, List<Integer> others, Instant at) implements OperationEvent {

        public KeyRotated {
            others = List.copyOf(others);
        }
    }

    /**
     * The log came back from a backup, and this is its first event since: what was appended between backup and disaster is
     * not in it (ADR-0022).
     *
     * @param replaced the incarnation that the backup is of
     * @param incarnation the one that begins
     * @param position of the last event that was restored
     */
    record LogRestored(int replaced, int incarnation, long position, Instant at) implements OperationEvent {}
}
