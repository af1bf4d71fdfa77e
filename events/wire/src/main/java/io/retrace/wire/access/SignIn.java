package io.retrace.wire.access;

import io.retrace.wire.access.Identified.Known;
import io.retrace.wire.access.Identified.Stranger;
import io.retrace.wire.http.RequestCookies;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;

/**
 * Signs browsers in to the console: an access token in a cookie, which counts below {@value #CONSOLE} and nowhere else, and
 * which no other site can make a browser send (ADR-0032).
 */
public final class SignIn {

    /** Where the console is. */
    public static final String CONSOLE = "/admin/console";

    private static final String COOKIE = "retrace_console";

    /** What browsers keep in a cookie, with room for its name and attributes; printable, and nothing that ends a cookie. */
    private static final String TOKEN = "[!-~&&[^\",;\\\\]]{1,3800}";

    private final Identification identification;
    private final Optional<Denials> denials;
    private final Urls urls;

    SignIn(Identification identification, Optional<Denials> denials, Urls urls) {
        this.identification = identification;
        this.denials = denials;
        this.urls = urls;
    }

    /** The token that a browser came with; empty on any path but those of the console. */
    static Optional<String> token(HttpServletRequest request) {
        return Needs.isBelow(request.getServletPath(), CONSOLE)
                ? RequestCookies.only(request, COOKIE)
                : Optional.empty();
    }

    /** Whether a person goes to a page of the console; scripts of its pages ask for something else than HTML. */
    static boolean isPage(HttpServletRequest request) {
        var accept = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT));
        return Needs.isBelow(request.getServletPath(), CONSOLE)
                && accept.filter(text -> text.contains(MediaType.TEXT_HTML_VALUE))
                        .isPresent();
    }

    /** Whether a browser has signed in, with a token that works or did so once. */
    public boolean wasDone(HttpServletRequest request) {
        return token(request).isPresent();
    }

    /** Whether a browser comes with what opens the pages; that it does not is on record. */
    public boolean isDone(HttpServletRequest request) {
        return isKnown(identification.of(request), request);
    }

    /** Whether anybody must show who they are. */
    public boolean isNeeded() {
        return identification.isConfigured();
    }

    /** Whether a token is good; that one is not is on record. */
    public boolean isGood(HttpServletRequest request, String token) {
        return token.matches(TOKEN) && isKnown(identification.ofToken(token), request);
    }

    private boolean isKnown(Identified identified, HttpServletRequest request) {
        return switch (identified) {
            case Known _ -> true;
            case Stranger(var actor, var reason) -> {
                denials.ifPresent(all -> all.add(request, actor, reason));
                yield false;
            }
        };
    }

    /** The cookie that a browser keeps until it is closed. */
    public HttpHeaders keep(HttpServletRequest request, String token) {
        return headers(request, token, -1);
    }

    /** The cookie's end. */
    public HttpHeaders forget(HttpServletRequest request) {
        return headers(request, "", 0);
    }

    private HttpHeaders headers(HttpServletRequest request, String token, long seconds) {
        var cookie = ResponseCookie.from(COOKIE, token)
                .httpOnly(true)
                .secure(request.isSecure() || urls.adminBase().startsWith("https:"))
                .sameSite("Strict")
                .path(urls.adminPath() + CONSOLE)
                .maxAge(seconds)
                .build();
        var headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, cookie.toString());
        return headers;
    }
}
