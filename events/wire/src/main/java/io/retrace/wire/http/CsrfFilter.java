package io.retrace.wire.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks whatever may change something on the public port for the token of its browser, before anybody asks what the path
 * is (spec sections 1.1 and 1.7). Exempt are the submits of flows, which look at the token themselves and put it on record;
 * what only native clients send; and the person's own sessions: no page elsewhere can make a browser send
 * {@code DELETE} without being asked first (CORS).
 */
public final class CsrfFilter implements Filter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final Set<String> EXEMPT = Set.of(
            "/self-service/recovery",
            "/self-service/recovery/api",
            "/self-service/settings",
            "/self-service/settings/api",
            "/self-service/login",
            "/self-service/login/api",
            "/self-service/logout/api",
            "/sessions",
            "/recovery/code",
            "/recovery/link");

    /** The last three, and the last two above, are the operators': they are sent to the admin port, which knows no cookies. */
    private static final List<String> EXEMPT_BELOW =
            List.of("/sessions/", "/schemas/", "/identities", "/admin/identities", "/admin/courier/messages");

    private static final List<String> COOKIELESS = List.of("/health/", "/version", "/metrics/");

    private final CsrfCookie cookie;
    private final int adminPort;

    public CsrfFilter(CsrfCookie cookie, int adminPort) {
        this.cookie = cookie;
        this.adminPort = adminPort;
    }

    /** Whether a path is for machines that watch, whose answers no cookie changes. */
    static boolean knowsNoCookies(String path) {
        return COOKIELESS.stream().anyMatch(path::startsWith);
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        if (SAFE.contains(request.getMethod())
                || request.getLocalPort() == adminPort
                || isExempt(request.getServletPath())
                || showsToken(request)) {
            chain.doFilter(request, response);
        } else {
            var violation = CsrfViolation.ofSubmit(request, cookie, Optional.empty());
            Answers.write(violation.error(request).answer(cookie.fresh().headers()), response);
        }
    }

    /** Whether a path looks after itself. */
    private static boolean isExempt(String path) {
        return EXEMPT.contains(path) || EXEMPT_BELOW.stream().anyMatch(path::startsWith) || knowsNoCookies(path);
    }

    private boolean showsToken(HttpServletRequest request) {
        var token = Optional.ofNullable(request.getHeader("X-CSRF-Token"));
        return cookie.of(request).flatMap(secret -> token.filter(secret::fits)).isPresent();
    }

    /** The cookie for a browser that asks for what is not there; none where no cookie plays a part. */
    public void greet(HttpServletRequest request, HttpServletResponse response) {
        if (request.getLocalPort() != adminPort && !isExempt(request.getServletPath())) {
            Answers.add(cookie.whenMissing(request), response);
        }
    }
}
