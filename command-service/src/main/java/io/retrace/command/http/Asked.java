package io.retrace.command.http;

import io.retrace.command.http.SubmittedBody.Fields;
import io.retrace.command.secret.SessionToken;
import io.retrace.model.event.FlowType;
import io.retrace.wire.http.CsrfCookie.Held;
import io.retrace.wire.http.CsrfSecret;
import io.retrace.wire.http.Negotiation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * A submit as its answer depends on it.
 *
 * @param violation what shows that a browser sent it, which a native flow does not take
 * @param cookie the anti-CSRF cookie that it came with
 * @param fresh the one that the browser gets where it gets a new one
 * @param token of the session that the client has, or that a right code opens
 * @param at when it arrived; UTC, microseconds
 */
public record Asked(
        HttpServletRequest request,
        Fields fields,
        Optional<NativeGuard> violation,
        Optional<CsrfSecret> cookie,
        Held fresh,
        SessionToken token,
        Instant at) {

    public boolean wantsJson() {
        return Negotiation.isJson(request);
    }

    /** Whether the answer is the flow itself, and not the way to the page that shows it. */
    public boolean getsFlow(FlowType type) {
        return type == FlowType.API || wantsJson();
    }

    /** Whether the client sent a token that fits its cookie. */
    public boolean showsToken() {
        return cookie.flatMap(secret -> fields.get("csrf_token").filter(secret::fits))
                .isPresent();
    }
}
