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
import io.retrace.wire.http.Origins;
import io.retrace.wire.http.SessionCredentials;
import io.retrace.wire.http.Urls;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What every controller needs to know of a request: when, whence, by whom. Reads the clock once a request. */
public final class Requests {

    private final Clock clock;
    private final Sealing sealing;
    private final SessionLookup sessions;
    private final BudgetKeys budgets;
    private final CsrfCookie csrf;
    private final List<ClientAddress.Network> trustedProxies;
    private final Urls urls;
    private final String policyHash;
    private final Origins origins;

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
        this.origins = new Origins(sealing, trustedProxies, software);
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
        return origins.of(request, actor).under(policyHash, correlation);
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
}
