package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings.Cors;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Headers of every answer: no caching of GETs, CORS on the public port, {@code Vary} (spec sections 1.1 and 15). */
public final class PublicHeaders implements Filter {

    private static final String NO_CACHE = "private, no-cache, no-store, must-revalidate";

    private final Cors cors;
    private final int adminPort;

    public PublicHeaders(Cors cors, int adminPort) {
        this.cors = cors;
        this.adminPort = adminPort;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        if (request.getMethod().equals("GET")) {
            response.setHeader("Cache-Control", NO_CACHE);
        }
        if (request.getLocalPort() == adminPort || isOperational(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        if (cors.enabled()) {
            response.addHeader("Vary", "Origin");
            allow(request, response);
        }
        if (isPreflight(request)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        response.addHeader("Vary", "Cookie");
        chain.doFilter(request, response);
    }

    private void allow(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        if (origin == null || !allowed(origin)) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (cors.allowCredentials()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
        var method = request.getHeader("Access-Control-Request-Method");
        if (isPreflight(request) && cors.allowedMethods().contains(method)) {
            response.setHeader("Access-Control-Allow-Methods", method);
            var headers = request.getHeader("Access-Control-Request-Headers");
            if (headers != null) {
                response.setHeader("Access-Control-Allow-Headers", headers);
            }
        } else if (!isPreflight(request)) {
            response.setHeader("Access-Control-Expose-Headers", String.join(", ", cors.exposedHeaders()));
        }
    }

    private boolean allowed(String origin) {
        return cors.allowedOrigins().contains("*") || cors.allowedOrigins().contains(origin);
    }

    private boolean isPreflight(HttpServletRequest request) {
        return cors.enabled()
                && request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static boolean isOperational(String path) {
        return path.startsWith("/health/");
    }
}
