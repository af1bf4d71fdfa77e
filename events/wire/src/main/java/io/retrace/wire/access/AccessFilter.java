package io.retrace.wire.access;

import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.access.Identified.Known;
import io.retrace.wire.access.Identified.Stranger;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.Problem;
import io.retrace.wire.http.UnexpectedAnswers;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;

/**
 * Lets nobody through to the admin port who may not do what they ask for (RFC 6750). Stands behind the filter that adds
 * {@code /admin}, so that what it judges is what is served.
 */
final class AccessFilter implements Filter {

    private static final String REALM = "Bearer realm=\"retrace\"";

    private final int adminPort;
    private final Identification identification;
    private final Optional<Denials> denials;
    private final Optional<PageForStrangers> pages;

    /**
     * Guards a port.
     *
     * @param denials where the service has the log
     * @param pages where the service has the console
     */
    AccessFilter(
            int adminPort, Identification identification, Optional<Denials> denials, Optional<PageForStrangers> pages) {
        this.adminPort = adminPort;
        this.identification = identification;
        this.denials = denials;
        this.pages = pages;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        if (request.getLocalPort() != adminPort
                || (Needs.isOpen(request.getServletPath()) && isPlain(request))
                || mayPass(request, response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean mayPass(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Identified identified;
        try {
            identified = identification.of(request);
        } catch (CannotTell _) {
            unavailable(request, response);
            return false;
        }
        return switch (identified) {
            case Known(var caller) -> mayPass(caller, request, response);
            case Stranger(var actor, var reason) -> {
                denials.ifPresent(all -> all.add(request, actor, reason));
                var page = pages.filter(_ -> SignIn.isPage(request));
                if (page.isPresent()) {
                    Answers.write(page.get().signIn(request), response);
                } else {
                    unauthorized(request, response, reason);
                }
                yield false;
            }
        };
    }

    private boolean mayPass(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!caller.equals(Caller.LOOPBACK) && !isPlain(request)) {
            UnexpectedAnswers.notFound(request, response);
            return false;
        }
        var needed = Needs.roles(request.getMethod(), request.getServletPath());
        if (!caller.hasOneOf(needed)) {
            denials.ifPresent(all -> all.add(request, caller.actor(), Denial.ROLE_MISSING));
            var page = pages.filter(_ -> SignIn.isPage(request));
            if (page.isPresent()) {
                Answers.write(page.get().roleMissing(request, caller, needed), response);
            } else {
                forbidden(request, response, needed);
            }
            return false;
        }
        caller.cameWith(request);
        return true;
    }

    /** Whether the path that is judged, without dots and doubled slashes, is the one that a controller is chosen by. */
    private static boolean isPlain(HttpServletRequest request) {
        var read = PathContainer.parsePath(request.getRequestURI()).elements().stream()
                .map(element ->
                        element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value())
                .collect(Collectors.joining());
        return read.equals(request.getContextPath() + request.getServletPath());
    }

    private static void unauthorized(HttpServletRequest request, HttpServletResponse response, Denial reason)
            throws IOException {
        if (reason == Denial.NO_CREDENTIALS) {
            send(
                    Problem.of(HttpStatus.UNAUTHORIZED, "This needs an access token (Authorization: Bearer)."),
                    REALM,
                    request,
                    response);
        } else {
            send(
                    Problem.of(HttpStatus.UNAUTHORIZED, "The access token is unknown, expired or revoked."),
                    REALM + ", error=\"invalid_token\"",
                    request,
                    response);
        }
    }

    private static void forbidden(HttpServletRequest request, HttpServletResponse response, Set<Role> needed)
            throws IOException {
        var names = needed.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
        send(
                Problem.of(HttpStatus.FORBIDDEN, "This needs the role " + String.join(" or ", names) + "."),
                REALM + ", error=\"insufficient_scope\", scope=\"" + String.join(" ", names) + "\"",
                request,
                response);
    }

    private static void send(
            Problem problem, String challenge, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problem.send(request, response, headers);
    }

    private static void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var retry = new HttpHeaders();
        retry.add(HttpHeaders.RETRY_AFTER, "1");
        Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "Who asks cannot be found out at the moment.")
                .send(request, response, retry);
    }
}
