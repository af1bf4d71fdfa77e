package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** A {@code Set-Cookie} header in the peer's form: no script reads it, and outside development only TLS carries it. */
final class SetCookie {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private SetCookie() {}

    /** The {@code Expires} attribute with what separates it. */
    static String expires(Instant at) {
        return "; Expires=" + DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    /**
     * The header, in headers that the caller may add to.
     *
     * @param expires the {@code Expires} attribute with what separates it, or nothing
     */
    static HttpHeaders of(String name, String value, RetraceSettings settings, String expires, Duration maxAge) {
        return lasting(name, value, settings, expires + "; Max-Age=" + maxAge.toSeconds());
    }

    /** That of a cookie that a browser forgets when it is closed. */
    static HttpHeaders untilBrowserCloses(String name, String value, RetraceSettings settings) {
        return lasting(name, value, settings, "");
    }

    private static HttpHeaders lasting(String name, String value, RetraceSettings settings, String howLong) {
        var cookies = settings.cookies();
        var text = new StringBuilder(name + "=" + value);
        text.append("; Path=").append(cookies.path());
        if (cookies.domain() != null) {
            text.append("; Domain=").append(cookies.domain());
        }
        text.append(howLong).append("; HttpOnly");
        if (!settings.dev()) {
            text.append("; Secure");
        }
        text.append("; SameSite=").append(settings.dev() ? "Lax" : cookies.sameSite());
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, text.toString());
        return headers;
    }
}
