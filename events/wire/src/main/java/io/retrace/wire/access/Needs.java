package io.retrace.wire.access;

import static io.retrace.model.event.OperationEvent.Role.AUDITOR;
import static io.retrace.model.event.OperationEvent.Role.OPERATOR;
import static io.retrace.model.event.OperationEvent.Role.RESPONDER;

import io.retrace.model.event.OperationEvent.Role;
import java.util.Set;

/** Which roles may do what on the admin port; whoever has one of them may. */
final class Needs {

    /** For probes and scrapers, which have no token; they say nothing about anybody. */
    private static final Set<String> OPEN =
            Set.of("/admin/health/alive", "/admin/health/ready", "/admin/version", "/admin/metrics/prometheus");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Needs() {}

    static boolean isOpen(String path) {
        return OPEN.contains(path);
    }

    static Set<Role> roles(String method, String path) {
        if (isBelow(path, "/admin/audit")) {
            return Set.of(AUDITOR, RESPONDER);
        }
        if (isBelow(path, "/admin/replays")) {
            return READING.contains(method) ? Set.of(AUDITOR, RESPONDER) : Set.of(RESPONDER);
        }
        return Set.of(OPERATOR);
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
