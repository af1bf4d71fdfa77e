package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

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
                .or(() -> RequestCookies.only(request, SessionCookie.NAME))
                .filter(token -> !token.isEmpty() && token.length() <= TOKEN_LENGTH_MAX);
    }
}
