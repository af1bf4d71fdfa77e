package io.retrace.wire.access;

import io.retrace.log.AccessTokens;
import io.retrace.log.OperationLog;
import io.retrace.log.Sealing;
import io.retrace.log.StreamReader;
import io.retrace.log.SubjectKeys;
import io.retrace.log.TestLog;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.wire.http.Origins;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/** The admin port of a service with a log of its own on a real PostgreSQL, without the web server around it. */
final class AdminPort implements AutoCloseable {

    static final int NUMBER = 4434;
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final TestLog log = TestLog.create();
    final SetClock clock = new SetClock(NOON);
    final Sealing sealing =
            new Sealing(new SubjectKeys(log.querySide(), log.keys().ring("kek"), clock));
    final Recorder recorder = new Recorder(
            new OperationLog(log.querySide().pool(), new EventCodec(), "retrace 9"),
            new Origins(sealing, List.of(), "retrace 9"),
            clock);
    final AdminRoutes routes = new AdminRoutes(AdminPort::mappings);
    final Denials denials = new Denials(recorder, routes);
    final AuditReads reads = new AuditReads(recorder, routes);
    final Reveal reveal = new Reveal(recorder, denials, routes, sealing);

    private static Set<RequestMappingInfo> mappings() {
        var options = new RequestMappingInfo.BuilderConfiguration();
        options.setPatternParser(new PathPatternParser());
        return Set.of(RequestMappingInfo.paths(
                        "/admin/identities",
                        "/admin/identities/{id}",
                        "/admin/audit/events",
                        "/admin/audit/recoveries/{id}")
                .options(options)
                .build());
    }

    Identification listeningOn(String host) {
        var identification = new Identification(
                host,
                "admin.example.org",
                Optional.of(new AccessTokens(log.querySide().pool())),
                Optional.empty(),
                clock);
        identification.requireThatSomebodyMay();
        return identification;
    }

    /** What the owner types behind {@code token}. */
    String type(String... words) {
        return TokenCommand.of(List.of(words)).run(log.settings("postgres"), clock);
    }

    /** A new token. */
    String token(String roles) {
        return type("create", "--name=test", "--roles=" + roles, "--days=1")
                .lines()
                .toList()
                .getLast();
    }

    /** Sends a request through the filter; 200 when it passed. */
    MockHttpServletResponse send(Identification identification, MockHttpServletRequest request) {
        return send(identification, request, Optional.empty());
    }

    /** The same where the service has pages, or not. */
    MockHttpServletResponse send(
            Identification identification, MockHttpServletRequest request, Optional<PageForStrangers> pages) {
        var response = new MockHttpServletResponse();
        var filter = new AccessFilter(NUMBER, identification, Optional.of(denials), pages);
        try {
            filter.doFilter(request, response, new MockFilterChain());
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    /** A request as it comes to the admin port. */
    static MockHttpServletRequest request(String method, String path, String token) {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setLocalPort(NUMBER);
        request.setRemoteAddr("203.0.113.7");
        if (!token.isEmpty()) {
            request.addHeader("Authorization", "Bearer " + token);
        }
        return request;
    }

    /** What is on record of today. */
    List<EventEnvelope> record() {
        return new StreamReader(log.querySide(), new EventCodec()).read("operation-2026-11-22", 0);
    }

    @Override
    public void close() {
        log.close();
    }
}
