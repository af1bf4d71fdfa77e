package io.retrace.wire.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Keeps the two ports apart (spec sections 0.1 and 0.2): the admin API answers on the admin port alone, which adds
 * {@code /admin} where a path lacks it; what belongs to the other port is sent there.
 */
public final class PortFilter implements Filter {

    private static final String ADMIN = "/admin";
    private static final List<String> PUBLIC_ONLY = List.of("/self-service/", "/schemas", "/sessions/");
    private static final List<String> ADMIN_ALIASES = List.of("/identities", "/recovery/code", "/recovery/link");

    private static final int LOCATION_CHARS_MAX = 6_000;

    private final Urls urls;
    private final int adminPort;

    public PortFilter(Urls urls, int adminPort) {
        this.urls = urls;
        this.adminPort = adminPort;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        // not the request URI: there "/%61dmin" and "/admin;x=1" would not look like what they are served as
        var path = request.getServletPath();
        if (request.getLocalPort() == adminPort) {
            onAdminPort(request, response, chain, path);
        } else {
            onPublicPort(request, response, chain, path);
        }
    }

    private void onAdminPort(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws IOException, ServletException {
        if (path.equals(ADMIN) || path.startsWith(ADMIN + "/")) {
            chain.doFilter(request, response);
        } else if (PUBLIC_ONLY.stream().anyMatch(path::startsWith)) {
            redirect(response, urls.publicBase(), path, request.getQueryString());
        } else {
            request.getRequestDispatcher(ADMIN + path).forward(request, response);
        }
    }

    private void onPublicPort(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws IOException, ServletException {
        if (path.equals(ADMIN) || path.startsWith(ADMIN + "/")) {
            redirect(response, urls.adminBase(), path, request.getQueryString());
        } else if (ADMIN_ALIASES.stream().anyMatch(path::startsWith)) {
            redirect(response, urls.adminBase(), ADMIN + path, request.getQueryString());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A path is decoded; a location must not be, and must fit among the headers. */
    private static void redirect(HttpServletResponse response, String base, String path, @Nullable String query) {
        var location = base + UriUtils.encodePath(path, StandardCharsets.UTF_8) + (query == null ? "" : "?" + query);
        if (location.length() > LOCATION_CHARS_MAX) {
            response.setStatus(HttpServletResponse.SC_REQUEST_URI_TOO_LONG);
            return;
        }
        response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
        response.setHeader("Location", location);
    }
}
