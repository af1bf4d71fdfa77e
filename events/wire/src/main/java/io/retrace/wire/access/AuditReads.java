package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.AuditRead;
import io.retrace.wire.http.Query;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Who reads audit data. The first read of a kind in a minute is on record before it is answered, and refused if it cannot
 * be; those that follow within the minute are counted and are one event at its end. So what the events of a kind say
 * adds up to the reads there were; a hard kill loses at most a minute of counts, never that somebody read.
 */
final class AuditReads implements HandlerInterceptor, AutoCloseable {

    static final int KINDS_MAX = 1_000;

    private static final Pattern ONE =
            Pattern.compile("/admin/(?:audit|console)/(?:.*/)?(recover|identit|session|setting|letter)(?:y|ies|s)?/"
                    + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:/.*)?");
    private static final String TIMELINE = SignIn.CONSOLE + "/timeline";
    private static final Map<String, String> STREAMS = Map.of(
            "recover", "recovery-",
            "identit", "identity-",
            "session", "session-",
            "setting", "settings-",
            "letter", "letter-");

    /** A name that is no word could hold what somebody searches for. */
    private static final Pattern FILTER = Pattern.compile("[a-z_]{1,24}");

    private static final int FILTERS_MAX = 20;
    private static final Set<String> NO_FILTERS =
            Set.of("reveal", "reason", "cursor", "limit", "page_size", "page_token", "format");

    private final Recorder recorder;
    private final AdminRoutes routes;
    private final Windows<Kind> windows = new Windows<>("reads", this::append);

    private record Kind(String actor, String operation, Optional<String> about, List<String> filters) {}

    AuditReads(Recorder recorder, AdminRoutes routes) {
        this.recorder = recorder;
        this.routes = routes;
    }

    /** @throws NotOnRecord when it must not be answered */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.ASYNC) {
            add(request);
        }
        return true;
    }

    private void add(HttpServletRequest request) {
        var kind = new Kind(Caller.of(request).actor(), routes.operation(request), about(request), filters(request));
        var at = recorder.now();
        var fresh = Window.of(recorder.origin(request, kind.actor()), at);
        if (!windows.hasRoomFor(kind, KINDS_MAX)) {
            append(kind, fresh, at);
            return;
        }
        windows.count(kind, (_, window) -> {
            if (window != null && !window.isOver(at)) {
                return window.plus(at);
            }
            append(kind, window == null ? fresh : window.plus(at), at);
            return fresh.recorded();
        });
    }

    private void append(Kind kind, Window window, Instant at) {
        recorder.append(
                new AuditRead(kind.operation(), kind.about(), kind.filters(), window.times(), window.since(), at),
                window.origin());
    }

    /** The stream that a request names, by its path; the page of a timeline does so by its query. */
    static Optional<String> about(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.startsWith(TIMELINE)
                ? id(request, "identity", "identity-").or(() -> id(request, "flow", "recovery-"))
                : about(path);
    }

    private static Optional<String> id(HttpServletRequest request, String parameter, String prefix) {
        return Query.parameter(request, parameter).flatMap(Query::uuid).map(id -> prefix + id);
    }

    /** The stream that a path names. */
    static Optional<String> about(String path) {
        var one = ONE.matcher(path);
        return one.matches() ? Optional.of(STREAMS.get(one.group(1)) + one.group(2)) : Optional.empty();
    }

    /** By what is searched, sorted; never for what. */
    static List<String> filters(HttpServletRequest request) {
        return Query.of(request).keySet().stream()
                .filter(name -> FILTER.matcher(name).matches() && !NO_FILTERS.contains(name))
                .sorted()
                .limit(FILTERS_MAX)
                .toList();
    }

    /** Puts on record what minutes brought that are over. */
    void flush() {
        windows.flush(recorder.now());
    }

    @Override
    public void close() {
        windows.close(recorder.now());
    }
}
