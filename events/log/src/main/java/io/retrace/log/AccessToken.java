package io.retrace.log;

import io.retrace.model.event.AccessTokenId;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.OperationEvent.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of an access token of the admin port; not the token.
 *
 * @param name who holds it, as whoever made it says
 * @param expiresAt when it stops working, exclusive
 * @param revokedAt when it was revoked, if it was
 */
public record AccessToken(
        AccessTokenId id,
        String name,
        Set<Role> roles,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {

    public AccessToken {
        roles = Set.copyOf(roles);
    }

    /** Why it does not work; empty when it does. */
    public Optional<Denial> denial(Instant now) {
        if (revokedAt.isPresent()) {
            return Optional.of(Denial.REVOKED);
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(Denial.EXPIRED);
    }
}
