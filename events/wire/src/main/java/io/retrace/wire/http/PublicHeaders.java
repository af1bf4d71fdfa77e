package io.retrace.wire.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Headers of every answer: no caching of GETs, and on the public port {@code Vary} (spec section 1.1). */
public final class PublicHeaders implements Filter {

    private static final String NO_CACHE = "private, no-cache, no-store, must-revalidate";

    private final int adminPort;

    public PublicHeaders(int adminPort) {
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
        if (request.getLocalPort() != adminPort && !CsrfFilter.knowsNoCookies(request.getServletPath())) {
            response.addHeader("Vary", "Cookie");
        }
        chain.doFilter(request, response);
    }
}
