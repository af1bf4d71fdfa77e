package io.retrace.wire.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The session token that a client presents (spec section 10.1). */
public final class SessionCredentials {

    private static final String BEARER = "bearer ";
    private static final int TOKEN_LENGTH_MAX = 256;

    private SessionCredentials() {}

    /** The token in {@code X-Session-Token}, else in {@code Authorization: Bearer}, else in a browser's cookie. */
    public static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("X-Session-Token"))
                .or(() -> Optional.ofNullable(request.getHeader("Authorization"))
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length()).strip()))
                .or(() -> cookie(request))
                .filter(token -> !token.isEmpty() && token.length() <= TOKEN_LENGTH_MAX);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(SessionCookie.NAME))
                        .map(Cookie::getValue)
                        // of several none can be trusted
                        .collect(Collectors.collectingAndThen(
                                Collectors.toList(),
                                values -> values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty()));
    }
}
