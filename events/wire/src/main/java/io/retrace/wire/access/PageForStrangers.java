package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;

/** What a person in a browser sees who may not see the console; the service that has the console has such pages. */
public interface PageForStrangers {

    /** The way to where they show who they are. */
    ResponseEntity<byte[]> signIn(HttpServletRequest request);

    /**
     * Who they are is known, and not enough.
     *
     * @param needed roles of which one would be
     */
    ResponseEntity<byte[]> roleMissing(HttpServletRequest request, Caller caller, Set<Role> needed);
}
