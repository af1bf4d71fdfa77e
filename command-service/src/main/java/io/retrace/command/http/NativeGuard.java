package io.retrace.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells a browser that posts to a native flow (spec section 1.7). */
public sealed interface NativeGuard {

    /** The request has an {@code Origin} header. */
    record OriginHeader() implements NativeGuard {}

    /** The request has cookies that no content delivery network sets. */
    record ForeignCookies(List<String> names) implements NativeGuard {
        public ForeignCookies {
            names = List.copyOf(names);
        }
    }

    /** What is wrong with a request; empty when a native client made it. */
    static Optional<NativeGuard> violation(HttpServletRequest request) {
        if (request.getHeader("Origin") != null) {
            return Optional.of(new OriginHeader());
        }
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var foreign = Arrays.stream(cookies)
                .map(cookie -> cookie.getName())
                .filter(name -> !name.startsWith("__cf") && !name.startsWith("_cf") && !name.startsWith("cf_"))
                .toList();
        return foreign.isEmpty() ? Optional.empty() : Optional.of(new ForeignCookies(foreign));
    }
}
