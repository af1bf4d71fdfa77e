package io.retrace.wire.http;

import io.retrace.model.event.Sha256;
import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The anti-CSRF cookie of the public port (spec section 1.7). */
public final class CsrfCookie {

    private static final Duration MAX_AGE = Duration.ofDays(365);

    private final String name;
    private final RetraceSettings settings;

    public CsrfCookie(RetraceSettings settings) {
        this.name = "csrf_token_" + Sha256.hex(Urls.of(settings).publicBase());
        this.settings = settings;
    }

    /**
     * The cookie that a browser has from now on.
     *
     * @param headers set it, where it is new
     */
    public record Held(CsrfSecret secret, HttpHeaders headers) {}

    /** What the request's cookie holds; empty without one, and with several, of which none can be trusted. */
    public Optional<CsrfSecret> of(HttpServletRequest request) {
        return RequestCookies.only(request, name).flatMap(CsrfSecret::of);
    }

    /** Whether the request has such a cookie at all. */
    boolean isIn(HttpServletRequest request) {
        return !RequestCookies.all(request, name).isEmpty();
    }

    /** The request's cookie, or a fresh one where it has none. */
    public Held ensured(HttpServletRequest request) {
        return of(request).map(secret -> new Held(secret, HttpHeaders.EMPTY)).orElseGet(this::fresh);
    }

    /** A fresh cookie where the request has none. */
    public HttpHeaders whenMissing(HttpServletRequest request) {
        return ensured(request).headers();
    }

    /** A fresh cookie, whatever the request had. */
    public Held fresh() {
        var secret = CsrfSecret.fresh();
        return new Held(secret, SetCookie.of(name, secret.cookieValue(), settings, "", MAX_AGE));
    }
}
