package io.retrace.model.event;

import java.util.Optional;

/**
 * Where a decision came from: what its envelope says beside the event itself. It may stand with events of several
 * streams, so what is closed in it is bound to the trace id.
 *
 * @param actor who acted: {@code anonymous}, {@code identity-<uuid>}, {@code courier}, {@code system}, {@code owner} of
 *     the database; on the admin port {@code token:<uuid>}, {@code oidc:<subject>}, {@code loopback}
 * @param clientAddress the client's IP address, closed
 * @param clientAddressSource what told it: {@code connection}, {@code x-forwarded-for}, {@code forwarded}, {@code none}
 * @param userAgent closed
 * @param traceId W3C trace id, 32 hex digits
 * @param correlationId the stream of the recovery (or other lifecycle) that all of this belongs to
 * @param causationId the event that led to this one
 * @param policyHash the policy in force
 * @param software name and version of what decided
 */
public record Origin(
        String actor,
        Optional<Sealed> clientAddress,
        String clientAddressSource,
        Optional<Sealed> userAgent,
        String traceId,
        String correlationId,
        Optional<EventId> causationId,
        String policyHash,
        String software) {

    /** Where a node's own decisions come from, whom nobody asked. */
    public static Origin ofSystem(String policyHash, String software) {
        return of("system", software).under(policyHash, "system");
    }

    /** Where something comes from that somebody did beside all requests. */
    public static Origin of(String actor, String software) {
        return new Origin(
                actor,
                Optional.empty(),
                "none",
                Optional.empty(),
                "0".repeat(32),
                "none",
                Optional.empty(),
                "none",
                software);
    }

    /** The same origin with what a log knows better: which policy is in force, and the story. */
    public Origin under(String policy, String stream) {
        return new Origin(
                actor, clientAddress, clientAddressSource, userAgent, traceId, stream, causationId, policy, software);
    }

    /** The same origin as a consequence of another event. */
    public Origin causedBy(EventId cause) {
        return new Origin(
                actor,
                clientAddress,
                clientAddressSource,
                userAgent,
                traceId,
                correlationId,
                Optional.of(cause),
                policyHash,
                software);
    }
}
