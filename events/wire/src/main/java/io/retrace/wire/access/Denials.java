package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.Origin;
import io.retrace.wire.http.Software;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;

/**
 * Who was turned away from the admin port. Like denials within a minute are one event, written when it is over: however
 * often somebody without access tries, the log gets a handful of events a minute, and memory stays bounded.
 */
final class Denials implements AutoCloseable {

    static final int KINDS_MAX = 1_000;
    private static final String OTHER = "other";

    private final Recorder recorder;
    private final AdminRoutes routes;
    private final Windows<Kind> windows = new Windows<>("denials", this::append);

    private record Kind(String actor, String operation, Denial reason) {}

    Denials(Recorder recorder, AdminRoutes routes) {
        this.recorder = recorder;
        this.routes = routes;
    }

    /** Counts one. */
    void add(HttpServletRequest request, String actor, Denial reason) {
        var at = recorder.now();
        var kind = bounded(new Kind(actor, routes.operation(request), reason));
        windows.count(
                kind, (_, window) -> window == null ? Window.of(origin(request, kind.actor()), at) : window.plus(at));
    }

    /** Without the address while it cannot be closed: turning somebody away does not wait for the database. */
    private Origin origin(HttpServletRequest request, String actor) {
        try {
            return recorder.origin(request, actor);
        } catch (NotOnRecord _) {
            return Origin.of(actor, Software.NAME);
        }
    }

    private Kind bounded(Kind kind) {
        return windows.hasRoomFor(kind, KINDS_MAX) ? kind : new Kind(OTHER, OTHER, kind.reason());
    }

    /** Puts on record what minutes brought that are over. */
    void flush() {
        windows.flush(recorder.now());
    }

    private void append(Kind kind, Window window, Instant at) {
        recorder.append(
                new AccessDenied(kind.operation(), kind.reason(), window.times(), window.since(), at), window.origin());
    }

    @Override
    public void close() {
        windows.close(recorder.now());
    }
}
