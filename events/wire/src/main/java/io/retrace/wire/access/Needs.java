package io.retrace.wire.access;

import static io.retrace.model.event.OperationEvent.Role.AUDITOR;
import static io.retrace.model.event.OperationEvent.Role.OPERATOR;
import static io.retrace.model.event.OperationEvent.Role.RESPONDER;

import io.retrace.model.event.OperationEvent.Role;
import java.util.EnumSet;
import java.util.Set;

/** Which roles may do what on the admin port; whoever has one of them may. */
final class Needs {

    /** For probes and scrapers, which have no token; they say nothing about anybody. */
    private static final Set<String> OPEN =
            Set.of("/admin/health/alive", "/admin/health/ready", "/admin/version", "/admin/metrics/prometheus");

    /** Where somebody shows who they are. */
    private static final Set<String> OPEN_PAGES = Set.of(SignIn.CONSOLE + "/login", SignIn.CONSOLE + "/logout");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Needs() {}

    static boolean isOpen(String path) {
        return OPEN.contains(path) || OPEN_PAGES.contains(path) || isBelow(path, SignIn.CONSOLE + "/assets");
    }

    static Set<Role> roles(String method, String path) {
        if (isBelow(path, "/admin/audit")) {
            return Set.of(AUDITOR, RESPONDER);
        }
        if (isBelow(path, "/admin/replays")) {
            return READING.contains(method) ? Set.of(AUDITOR, RESPONDER) : Set.of(RESPONDER);
        }
        if (isBelow(path, SignIn.CONSOLE)) {
            return console(method, path.substring(SignIn.CONSOLE.length()));
        }
        return Set.of(OPERATOR);
    }

    /**
     * As the API behind a page asks for; everybody may enter, and see how far views are. What is sent to a page reveals or
     * begins something, unless it only looks where something leads.
     */
    private static Set<Role> console(String method, String page) {
        boolean isReading = READING.contains(method);
        if (page.isEmpty() || page.equals("/help") || isBelow(page, "/projections")) {
            return isReading ? EnumSet.allOf(Role.class) : Set.of(OPERATOR);
        }
        return isReading || page.equals("/find") ? Set.of(AUDITOR, RESPONDER) : Set.of(RESPONDER);
    }

    static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
