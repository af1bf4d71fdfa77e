package io.retrace.wire.http;

import io.retrace.wire.settings.RetraceSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;

/** The anti-CSRF cookie of the public port (spec section 1.7). */
public final class CsrfCookie {

    private static final Duration MAX_AGE = Duration.ofDays(365);
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final RetraceSettings settings;

    public CsrfCookie(RetraceSettings settings) {
        this.name = "csrf_token_" + sha256(Urls.of(settings).publicBase());
        this.settings = settings;
    }

    /** A fresh cookie where the request has none. */
    public HttpHeaders whenMissing(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return HttpHeaders.EMPTY;
                }
            }
        }
        return fresh();
    }

    /** A fresh cookie, whatever the request had. */
    public HttpHeaders fresh() {
        var cookies = settings.cookies();
        var text = new StringBuilder(name + "=" + Base64.getEncoder().encodeToString(bytes(SECRET_BYTES)));
        text.append("; Path=").append(cookies.path());
        if (cookies.domain() != null) {
            text.append("; Domain=").append(cookies.domain());
        }
        text.append("; Max-Age=").append(MAX_AGE.toSeconds()).append("; HttpOnly");
        if (!settings.dev()) {
            text.append("; Secure");
        }
        text.append("; SameSite=").append(settings.dev() ? "Lax" : cookies.sameSite());
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, text.toString());
        return headers;
    }

    /** A token as a flow shows it: a random mask and the masked secret; another string at each rendering. */
    public String token() {
        return Base64.getEncoder().encodeToString(bytes(2 * SECRET_BYTES));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
