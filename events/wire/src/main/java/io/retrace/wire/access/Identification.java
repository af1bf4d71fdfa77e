package io.retrace.wire.access;

import io.retrace.log.AccessToken;
import io.retrace.log.AccessTokens;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.wire.access.Identified.Known;
import io.retrace.wire.access.Identified.Stranger;
import io.retrace.wire.http.Impatient;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;

/**
 * Finds out who asks on the admin port. While it listens on loopback and no access was ever configured, that is
 * everybody who calls it by a name of this machine: a page of another site whose own name leads here does not. Tokens are looked up at each request, so that one that is revoked works no longer.
 */
final class Identification {

    private static final Pattern BEARER = Pattern.compile("Bearer +([!-~]+) *", Pattern.CASE_INSENSITIVE);
    /** How long a request waits to hear whether there is a first token meanwhile; without an answer there is none. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String host;
    private final String publicName;
    private final Optional<AccessTokens> tokens;
    private final Optional<OidcTokens> oidc;
    private final Clock clock;
    private final Impatient<Boolean> isConfiguredNow;
    private volatile boolean isConfigured;

    /**
     * Knows how the port listens.
     *
     * @param host what it listens on
     * @param publicName the host of its base URL
     * @param tokens where the service has the log
     * @param oidc where an issuer is configured
     */
    Identification(
            String host, String publicName, Optional<AccessTokens> tokens, Optional<OidcTokens> oidc, Clock clock) {
        this.host = host;
        this.publicName = publicName;
        this.tokens = tokens;
        this.oidc = oidc;
        this.clock = clock;
        this.isConfiguredNow =
                new Impatient<>(() -> tokens.map(AccessTokens::any).orElse(false), PATIENCE, false);
        this.isConfigured = !isLoopback(host)
                || oidc.isPresent()
                || tokens.map(AccessTokens::any).orElse(false);
    }

    /**
     * For the start.
     *
     * @throws IllegalStateException when everybody could reach the port and nobody could show that they may use it
     */
    void requireThatSomebodyMay() {
        if (!isLoopback(host)
                && oidc.isEmpty()
                && tokens.filter(all -> !all.anyWorks(clock.instant())).isPresent()) {
            throw new IllegalStateException("retrace.serve.admin.host is " + host
                    + ", where others than this machine reach the admin port, and nobody has access to it: make a token"
                    + " with \"token create\", or configure retrace.access.oidc.issuer (docs/operations.md)");
        }
    }

    /** Whether every address that the name stands for is one of this machine alone. */
    static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException _) {
            return false;
        }
    }

    /**
     * Who asks.
     *
     * @throws CannotTell when that cannot be found out now
     */
    Identified of(HttpServletRequest request) {
        if (!isConfigured()) {
            return isOwnName(request.getServerName())
                    ? new Known(Caller.LOOPBACK)
                    : Stranger.anonymous(Denial.NO_CREDENTIALS);
        }
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(bearer -> bearer.group(1))
                .or(() -> SignIn.token(request))
                .map(this::ofToken)
                .orElse(Stranger.anonymous(Denial.NO_CREDENTIALS));
    }

    /** Not looked up: a foreign name may well stand for this machine, which is how its pages would come in. */
    private boolean isOwnName(String name) {
        var bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return bare.equalsIgnoreCase("localhost") || bare.equalsIgnoreCase(publicName) || isLoopbackLiteral(bare);
    }

    private static boolean isLoopbackLiteral(String name) {
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Once it is, it stays: a token that runs out does not open the port to everybody. */
    boolean isConfigured() {
        if (!isConfigured && isConfiguredNow.answer()) {
            isConfigured = true;
        }
        return isConfigured;
    }

    Identified ofToken(String text) {
        if (oidc.isPresent() && !text.startsWith(AccessTokens.PREFIX)) {
            return oidc.get().of(text);
        }
        try {
            return tokens.flatMap(all -> all.find(text))
                    .map(this::ofToken)
                    .orElse(Stranger.anonymous(Denial.UNKNOWN_TOKEN));
        } catch (DataAccessException e) {
            throw new CannotTell("tokens cannot be looked up", e);
        }
    }

    private Identified ofToken(AccessToken token) {
        var actor = "token:" + token.id();
        return token.denial(clock.instant())
                .<Identified>map(reason -> new Stranger(actor, reason))
                .orElseGet(() -> new Known(new Caller(actor, token.roles())));
    }
}
