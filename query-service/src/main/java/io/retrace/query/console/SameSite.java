package io.retrace.query.console;

import io.retrace.wire.http.Answers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what a page of another origin makes a browser send. Browsers say it by {@code Sec-Fetch-Site}, older ones by
 * {@code Origin}; who says neither is no browser, and nobody's cookie comes along.
 */
final class SameSite implements HandlerInterceptor {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Notices notices;

    SameSite(Notices notices) {
        this.notices = notices;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (SAFE.contains(request.getMethod()) || isOwn(request)) {
            return true;
        }
        Answers.write(
                notices.page(
                        request,
                        HttpStatus.FORBIDDEN,
                        "That did not come from the console",
                        "A page of another site sent this form, so nothing was done.",
                        "Open the console yourself, and do it there."),
                response);
        return false;
    }

    static boolean isOwn(HttpServletRequest request) {
        var site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site"));
        if (site.isPresent()) {
            return site.get().equals("same-origin");
        }
        return Optional.ofNullable(request.getHeader("Origin"))
                .map(origin -> isHost(origin, String.valueOf(request.getHeader("Host"))))
                .orElse(true);
    }

    private static boolean isHost(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
