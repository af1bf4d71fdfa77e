package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The cookie in which a browser keeps what waits until its person has shown who they are (spec section 20.7). */
public final class ContinuityCookie {

    private static final String NAME = "ory_kratos_continuity";
    private static final String NOTHING = "-";
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final RetraceSettings settings;

    public ContinuityCookie(RetraceSettings settings) {
        this.settings = settings;
    }

    /** What a request brings in it; of several none can be trusted. */
    public Optional<String> of(HttpServletRequest request) {
        return RequestCookies.only(request, NAME);
    }

    /** Takes what it holds away from a browser that has it. */
    public HttpHeaders spent(HttpServletRequest request, Instant now) {
        return of(request).map(_ -> empty(now)).orElse(HttpHeaders.EMPTY);
    }

    /** Sets it to nothing. */
    public HttpHeaders empty(Instant now) {
        return set(NOTHING, now);
    }

    /** Sets it. */
    public HttpHeaders set(String value, Instant now) {
        return SetCookie.of(NAME, value, settings, SetCookie.expires(now.plus(MAX_AGE)), MAX_AGE);
    }
}
