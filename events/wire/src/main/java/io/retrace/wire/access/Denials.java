package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.AccessDenied;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.Origin;
import io.retrace.wire.http.Software;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was turned away from the admin port. Like denials within a minute are one event, written when it is over: however
 * often somebody without access tries, the log gets a handful of events a minute, and memory stays bounded.
 */
final class Denials implements AutoCloseable {

    static final int KINDS_MAX = 1_000;
    private static final String OTHER = "other";
    private static final Logger log = LoggerFactory.getLogger(Denials.class);

    private final Recorder recorder;
    private final AdminRoutes routes;
    private final Map<Kind, Window> windows = new ConcurrentHashMap<>();

    private record Kind(String actor, String operation, Denial reason) {}

    Denials(Recorder recorder, AdminRoutes routes) {
        this.recorder = recorder;
        this.routes = routes;
    }

    /** Counts one. */
    void add(HttpServletRequest request, String actor, Denial reason) {
        var at = recorder.now();
        var kind = bounded(new Kind(actor, routes.operation(request), reason));
        windows.compute(
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
        return windows.size() < KINDS_MAX || windows.containsKey(kind) ? kind : new Kind(OTHER, OTHER, kind.reason());
    }

    /** Puts on record what minutes brought that are over. */
    void flush() {
        var now = recorder.now();
        windows.forEach((kind, window) -> {
            if (window.isOver(now)) {
                record(kind, now);
            }
        });
    }

    private void record(Kind kind, Instant now) {
        windows.computeIfPresent(kind, (_, window) -> {
            recorder.append(
                    new AccessDenied(kind.operation(), kind.reason(), window.times(), window.since(), now),
                    window.origin());
            return null;
        });
    }

    /** Puts all of it on record, as far as the log takes it. */
    @Override
    public void close() {
        var now = recorder.now();
        try {
            windows.keySet().forEach(kind -> record(kind, now));
        } catch (NotOnRecord e) {
            log.warn("denials are not on record kinds={} cause={}", windows.size(), e.getMessage());
        }
    }
}
