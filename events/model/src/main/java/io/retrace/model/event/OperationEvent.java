package io.retrace.model.event;

import io.retrace.model.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /** What somebody may do on the admin port. */
    enum Role {
        /** Runs it: identities, projections, configuration. */
        OPERATOR,
        /** Reads the audit trail; personal data stays closed. */
        AUDITOR,
        /** Reads the audit trail, reveals personal data with a reason, replays. */
        RESPONDER
    }

    /**
     * Somebody got an access token for the admin port. The token itself stands nowhere.
     *
     * @param token its id, which its holder's actions name as their actor
     * @param name who holds it, as whoever made it says: a system or a team, no person's data
     * @param expiresAt when it stops working, exclusive
     */
    record AccessTokenCreated(AccessTokenId token, String name, Set<Role> roles, Instant expiresAt, Instant at)
            implements OperationEvent {

        public AccessTokenCreated {
            roles = Collections.unmodifiableSet(new TreeSet<>(roles)); // one order, one form of the bytes
        }
    }

    /** An access token works no longer. */
    record AccessTokenRevoked(AccessTokenId token, Instant at) implements OperationEvent {}

    /** Why somebody was turned away from the admin port. */
    enum Denial {
        NO_CREDENTIALS,
        /** It is no access token of ours, or is malformed. */
        UNKNOWN_TOKEN,
        EXPIRED,
        REVOKED,
        /** It is known who it is, but not with a role that may. */
        ROLE_MISSING
    }

    /**
     * Somebody was turned away from the admin port. Like denials within a minute are one event.
     *
     * @param operation method and path as the table of paths has it: {@code GET /admin/audit/events}
     * @param times how many there were
     * @param since when the first of them was
     */
    record AccessDenied(String operation, Denial reason, int times, Instant since, Instant at)
            implements OperationEvent {}

    /**
     * Somebody, who is the envelope's actor, read audit data. Like reads within a minute are one event.
     *
     * @param operation method and path as the table of paths has it
     * @param about the stream whose data was read; empty for a search
     * @param filters the names of what was searched by, never the values; sorted
     * @param times how many reads there were
     * @param since when the first of them was
     */
    record AuditRead(
            String operation, Optional<String> about, List<String> filters, int times, Instant since, Instant at)
            implements OperationEvent {

        public AuditRead {
            filters = List.copyOf(filters);
        }
    }

    /**
     * Somebody, who is the envelope's actor, asked to see personal data in the clear; on record before it is shown.
     *
     * @param operation method and path as the table of paths has it
     * @param about the stream whose data was asked for; empty for a search
     * @param reason why, in that person's words, closed
     */
    record PersonalDataRevealed(String operation, Optional<String> about, Sealed reason, Instant at)
            implements OperationEvent {}

    /**
     * Somebody, who is the envelope's actor, had decisions of the past taken again.
     *
     * @param from the first position of the range
     * @param to the last position
     * @param policy the hash of the policy that they were taken with; empty for the recorded ones
     * @param decisions how many were taken again
     * @param differences how many came out otherwise
     * @param outcome how the run ended
     */
    record ReplayRun(
            ReplayId replayId,
            long from,
            long to,
            Optional<String> policy,
            long decisions,
            long differences,
            ReplayEnd outcome,
            Instant at)
            implements OperationEvent {}

    /** How a replay ended. */
    enum ReplayEnd {
        COMPLETED,
        CANCELLED,
        FAILED
    }
}
