package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The cookie by which a browser is signed in (spec section 10.1). Its value is the session's token: opaque, and new at each sign-in. */
public final class SessionCookie {

    /** Its name. */
    public static final String NAME = "ory_kratos_session";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private final RetraceSettings settings;

    public SessionCookie(RetraceSettings settings) {
        this.settings = settings;
    }

    /** Sets it to the token of a session that begins now. */
    public HttpHeaders issued(String token, Instant now) {
        return set(token, now.plus(settings.session().lifespan()), now);
    }

    /** Sets it for as long as the session lasts, or the browser. */
    public HttpHeaders set(String token, Instant expiresAt, Instant now) {
        var headers = new HttpHeaders();
        var cookie = settings.session().cookie().persistent()
                ? SetCookie.of(NAME, token, settings, expires(expiresAt), Duration.between(now, expiresAt))
                : SetCookie.untilBrowserCloses(NAME, token, settings);
        headers.add(HttpHeaders.SET_COOKIE, cookie);
        return headers;
    }

    /** Removes it. */
    public HttpHeaders removed() {
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, SetCookie.of(NAME, "", settings, expires(Instant.EPOCH), Duration.ZERO));
        return headers;
    }

    private static String expires(Instant at) {
        return "; Expires=" + DATE.format(at.atOffset(ZoneOffset.UTC));
    }
}
