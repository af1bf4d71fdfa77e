package io.retrace.wire.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;

/** The keys of an issuer, found by its discovery document each time that they are fetched. */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final int TIMEOUT_MS = 2_000;
    private static final int BYTES_MAX = 256 << 10;

    private final String issuer;
    private final DefaultResourceRetriever web = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, BYTES_MAX);
    private volatile boolean isUnreachable;

    IssuerKeys(String issuer) {
        this.issuer = issuer;
    }

    /** Whether the last fetch failed. */
    boolean isUnreachable() {
        return isUnreachable;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
            throws KeySourceException {
        isUnreachable = true;
        try {
            var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            var discovered = JSONObjectUtils.parse(get(URI.create(base + "/.well-known/openid-configuration")));
            if (!issuer.equals(JSONObjectUtils.getString(discovered, "issuer"))) {
                throw new JWKSetUnavailableException("the issuer calls itself otherwise than it is configured");
            }
            var keys = JWKSet.parse(get(JSONObjectUtils.getURI(discovered, "jwks_uri")));
            isUnreachable = false;
            return keys;
        } catch (IOException | ParseException | IllegalArgumentException | NullPointerException e) {
            throw new JWKSetUnavailableException("the issuer's keys cannot be had", e);
        }
    }

    private String get(URI url) throws IOException {
        return web.retrieveResource(url.toURL()).getContent();
    }

    @Override
    public void close() {}
}
