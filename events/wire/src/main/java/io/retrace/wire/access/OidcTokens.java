package io.retrace.wire.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.wire.access.Identified.Known;
import io.retrace.wire.access.Identified.Stranger;
import io.retrace.wire.settings.AccessSettings;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of an OpenID provider: JWTs that it has signed for us (RFC 7519, RFC 9068). Its keys are kept for five
 * minutes; an unknown one has them fetched again, at most twice in half a minute, whoever asks.
 */
final class OidcTokens {

    /** Signatures of key pairs; never {@code none}, never a secret that we would share with the issuer. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    private static final Set<String> TYPES = Set.of("", "jwt", "at+jwt", "application/at+jwt");
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration FETCH_MAX = Duration.ofSeconds(5);
    private static final Duration FETCH_PAUSE = Duration.ofSeconds(30);

    /** How far clocks may differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Clock clock;
    private final IssuerKeys issuer;
    private final JWKSource<SecurityContext> keys;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;
    private final OidcClaims roles;

    OidcTokens(String issuer, String audience, AccessSettings.Oidc settings, Clock clock) {
        this.clock = clock;
        this.issuer = new IssuerKeys(issuer);
        this.keys = JWKSourceBuilder.create(this.issuer)
                .cache(KEYS_KEPT.toMillis(), FETCH_MAX.toMillis())
                .refreshAheadCache(false)
                .rateLimited(FETCH_PAUSE.toMillis())
                .build();
        this.claims = new Claims(issuer, audience);
        this.roles = new OidcClaims(settings.rolesClaim(), settings.roles());
    }

    /** Those of the configured issuer; none without one. */
    static Optional<OidcTokens> of(AccessSettings settings, Clock clock) {
        var oidc = settings.oidc();
        return oidc.issuer() == null || oidc.audience() == null
                ? Optional.empty()
                : Optional.of(new OidcTokens(oidc.issuer().toString(), oidc.audience(), oidc, clock));
    }

    /**
     * Who shows a token.
     *
     * @throws CannotTell when the issuer's keys cannot be had
     */
    Identified of(String text) {
        try {
            var jwt = SignedJWT.parse(text);
            return isOfAKind(jwt) && isSigned(jwt)
                    ? ofClaims(jwt.getJWTClaimsSet())
                    : Stranger.anonymous(Denial.UNKNOWN_TOKEN);
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Stranger.anonymous(Denial.UNKNOWN_TOKEN);
        }
    }

    private static boolean isOfAKind(SignedJWT jwt) {
        var type = Optional.ofNullable(jwt.getHeader().getType())
                .map(Object::toString)
                .orElse("");
        return ALGORITHMS.contains(jwt.getHeader().getAlgorithm()) && TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        for (var key : candidates(jwt)) {
            var verifier = verifier(key);
            if (verifier.isPresent() && jwt.verify(verifier.get())) {
                return true;
            }
        }
        return false;
    }

    private List<JWK> candidates(SignedJWT jwt) {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader())), null);
        } catch (RateLimitReachedException e) {
            if (issuer.isUnreachable()) {
                throw new CannotTell("the issuer's keys cannot be had", e);
            }
            return List.of();
        } catch (KeySourceException e) {
            throw new CannotTell("the issuer's keys cannot be had", e);
        }
    }

    private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> Optional.of(new RSASSAVerifier(rsa));
            case ECKey ec -> Optional.of(new ECDSAVerifier(ec));
            case OctetKeyPair pair -> Optional.of(new Ed25519Verifier(pair.toPublicJWK()));
            default -> Optional.empty();
        };
    }

    private Identified ofClaims(JWTClaimsSet set) {
        try {
            claims.verify(set, null);
        } catch (BadJWTException _) {
            return isExpired(set)
                    ? new Stranger(OidcClaims.actor(String.valueOf(set.getSubject())), Denial.EXPIRED)
                    : Stranger.anonymous(Denial.UNKNOWN_TOKEN);
        }
        return new Known(new Caller(OidcClaims.actor(set.getSubject()), roles.of(set)));
    }

    private boolean isExpired(JWTClaimsSet set) {
        var end = set.getExpirationTime();
        return end != null && !end.toInstant().plus(SKEW).isAfter(clock.instant());
    }

    /** Issuer, audience, subject and times, by the node's clock. */
    private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        Claims(String issuer, String audience) {
            super(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp", "aud"));
            setMaxClockSkew((int) SKEW.toSeconds());
        }

        @Override
        protected @Nullable Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
