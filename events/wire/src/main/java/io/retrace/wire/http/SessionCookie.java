package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;

/** The cookie by which a browser is signed in (spec section 10.1). Its value is the session's token: opaque, and new at each sign-in. */
public final class SessionCookie {

    /** Its name. */
    public static final String NAME = "ory_kratos_session";

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
        var left = Duration.between(now, expiresAt);
        return settings.session().cookie().persistent()
                ? SetCookie.of(NAME, token, settings, SetCookie.expires(expiresAt), left)
                : SetCookie.untilBrowserCloses(NAME, token, settings);
    }

    /** Removes it. */
    public HttpHeaders removed() {
        return SetCookie.of(NAME, "", settings, SetCookie.expires(Instant.EPOCH), Duration.ZERO);
    }
}
