package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Why a browser may not go on with a flow, in the peer's words (spec section 1.7). */
public enum CsrfViolation {
    NO_COOKIES("The HTTP Cookie Header is empty or not set."),
    NO_CSRF_COOKIE("The HTTP Cookie Header was set but did not include the anti-CSRF cookie."),
    /** The cookie is there, and no token was sent. */
    NOT_SENT(""),
    MISMATCH("The HTTP Cookie Header was set and a CSRF token was sent but they do not match. We recommend deleting all"
            + " cookies for this domain and retrying the flow.");

    private static final String REASON = "Please retry the flow and optionally clear your cookies. The request was"
            + " rejected to protect you from Cross-Site-Request-Forgery (CSRF) which could cause account takeover,"
            + " leaking personal information, and other serious security issues.";
    private static final String AJAX = "We detected an AJAX call, please ensure that CORS is enabled and configured"
            + " correctly, and that your AJAX code sends cookies and has credentials enabled. For further debugging,"
            + " check your Browser's Network Tab to see what cookies are included or excluded.";
    private static final String SERVER = "We detected a regular browser or server-side call. To debug browser calls"
            + " check your Browser's Network Tab to see what cookies are included or excluded. If you are calling from"
            + " a server ensure that the appropriate cookies are being forwarded and that the SDK method is called"
            + " correctly.";
    private static final String TOKEN_NOT_SENT = "The anti-CSRF cookie was found but the CSRF token was not included in"
            + " the HTTP request body (csrf_token) nor in the HTTP Header (X-CSRF-Token).";

    private final String rejectReason;

    CsrfViolation(String rejectReason) {
        this.rejectReason = rejectReason;
    }

    /** Of a submit whose cookie and token do not fit each other or the flow. */
    public static CsrfViolation ofSubmit(HttpServletRequest request, CsrfCookie cookie, Optional<String> token) {
        boolean sent = token.isPresent()
                || request.getHeader("X-CSRF-Token") != null
                || "application/json".equals(request.getContentType());
        return ofCookie(request, cookie).orElse(sent ? MISMATCH : NOT_SENT);
    }

    /** Of a fetch whose cookie is not that of the flow. */
    public static CsrfViolation ofFetch(HttpServletRequest request, CsrfCookie cookie) {
        return ofCookie(request, cookie).orElse(NOT_SENT);
    }

    private static Optional<CsrfViolation> ofCookie(HttpServletRequest request, CsrfCookie cookie) {
        if (request.getHeader("Cookie") == null) {
            return Optional.of(NO_COOKIES);
        }
        return cookie.isIn(request) ? Optional.empty() : Optional.of(NO_CSRF_COOKIE);
    }

    /** The error. */
    public ApiError error(HttpServletRequest request) {
        var nodes = WireJson.mapper().getNodeFactory();
        var error = ApiError.of("security_csrf_violation", HttpStatus.FORBIDDEN, REASON)
                .saying("the request was rejected to protect you from Cross-Site-Request-Forgery")
                .detailing("docs", nodes.stringNode("https://www.ory.sh/kratos/docs/debug/csrf"));
        return this == NOT_SENT
                ? error.detailing("hint", nodes.stringNode(TOKEN_NOT_SENT))
                : error.detailing("hint", nodes.stringNode(hint(request)))
                        .detailing("reject_reason", nodes.stringNode(rejectReason));
    }

    private static String hint(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return "cors".equals(mode) || "same-origin".equals(mode) ? AJAX : SERVER;
    }
}
