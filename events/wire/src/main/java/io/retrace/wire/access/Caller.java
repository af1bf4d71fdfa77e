package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks on the admin port.
 *
 * @param actor as events name it: {@code token:<uuid>}, {@code oidc:<subject>}, or {@code loopback} where whoever reaches
 *     the port may do everything
 */
public record Caller(String actor, Set<Role> roles) {

    /** Everybody, while the port listens on loopback and no access is configured. */
    static final Caller LOOPBACK = new Caller("loopback", EnumSet.allOf(Role.class));

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Who asks; known to every controller of the admin port. */
    public static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody was asked who they are: this is no request to the admin port");
    }

    /** Who asks, where that was asked: on paths that are open to everybody it was not. */
    public static Optional<Caller> known(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    void cameWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether they have one of these roles. */
    public boolean hasOneOf(Set<Role> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }
}
