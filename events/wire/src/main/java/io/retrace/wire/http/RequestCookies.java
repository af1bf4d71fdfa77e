package io.retrace.wire.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookies of a request, by name. */
public final class RequestCookies {

    private RequestCookies() {}

    /** What the cookie of that name holds; empty without one, and with several, of which none can be trusted. */
    public static Optional<String> only(HttpServletRequest request, String name) {
        var values = all(request, name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** What all cookies of that name hold. */
    static List<String> all(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .toList();
    }
}
