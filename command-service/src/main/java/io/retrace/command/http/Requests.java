package io.retrace.command.http;

import io.retrace.command.secret.SessionToken;
import io.retrace.log.BudgetKeys;
import io.retrace.log.Sealing;
import io.retrace.log.SessionLookup;
import io.retrace.log.SessionLookup.SignedIn;
import io.retrace.model.budget.Allowance;
import io.retrace.model.event.Origin;
import io.retrace.model.event.Sealed;
import io.retrace.wire.http.ClientAddress;
import io.retrace.wire.http.CsrfCookie;
import io.retrace.wire.http.SessionCredentials;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What every controller needs to know of a request: when, whence, by whom. Reads the clock once a request. */
public final class Requests {

    private static final int USER_AGENT_LENGTH_MAX = 512;

    private final Clock clock;
    private final Sealing sealing;
    private final SessionLookup sessions;
    private final BudgetKeys budgets;
    private final CsrfCookie csrf;
    private final List<ClientAddress.Network> trustedProxies;
    private final Urls urls;
    private final String policyHash;
    private final String software;

    public Requests(
            Clock clock,
            Sealing sealing,
            SessionLookup sessions,
            BudgetKeys budgets,
            CsrfCookie csrf,
            List<ClientAddress.Network> trustedProxies,
            Urls urls,
            String policyHash,
            String software) {
        this.clock = clock;
        this.sealing = sealing;
        this.sessions = sessions;
        this.budgets = budgets;
        this.csrf = csrf;
        this.trustedProxies = List.copyOf(trustedProxies);
        this.urls = urls;
        this.policyHash = policyHash;
        this.software = software;
    }

    /** The time, in microseconds as everywhere in the log. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Where a decision came from.
     *
     * @param actor see {@link Origin#actor}
     * @param correlation the stream of the lifecycle that all of it belongs to
     */
    public Origin origin(HttpServletRequest request, String actor, String correlation) {
        var traceId = traceId(request);
        var client = ClientAddress.of(request, trustedProxies);
        return new Origin(
                actor,
                Optional.of(sealing.sealForToday(traceId, client.withPort())),
                client.source(),
                userAgent(request).map(agent -> sealing.sealForToday(traceId, agent)),
                traceId,
                correlation,
                Optional.empty(),
                policyHash,
                software);
    }

    /** What the client's network may spend, as far as nobody said no yet. */
    public Allowance allowance(HttpServletRequest request) {
        return Allowance.of(
                budgets.network(ClientAddress.of(request, trustedProxies).network()));
    }

    /** The URL of a request as clients reach it, by configuration and not by {@code Host}. */
    public String url(HttpServletRequest request) {
        var query = request.getQueryString();
        return urls.publicBase() + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** The same, closed. */
    public Sealed sealedUrl(HttpServletRequest request, String stream) {
        return sealing.sealForToday(stream, url(request));
    }

    /**
     * A submit as its answer depends on it.
     *
     * @param token of the session that the client has or will have
     */
    public Asked asked(HttpServletRequest request, SubmittedBody.Fields fields, SessionToken token) {
        return new Asked(request, fields, NativeGuard.violation(request), csrf.of(request), csrf.fresh(), token, now());
    }

    /** Who is signed in. */
    public Optional<SignedIn> signedIn(HttpServletRequest request) {
        return SessionCredentials.token(request).flatMap(this::signedIn);
    }

    /** Who a token signs in. */
    public Optional<SignedIn> signedIn(String token) {
        return sessions.find(token, now());
    }

    private static Optional<String> userAgent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("User-Agent"))
                .map(agent -> agent.substring(0, Math.min(agent.length(), USER_AGENT_LENGTH_MAX)));
    }

    /** The W3C trace id of {@code traceparent}, else a fresh one. */
    private static String traceId(HttpServletRequest request) {
        var parent = request.getHeader("traceparent");
        if (parent != null && parent.matches("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")) {
            return parent.substring(3, 35);
        }
        var id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
