package io.retrace.wire.settings;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who may use the admin port, beside those who have a token of ours (ADR-0030). */
public record AccessSettings(@DefaultValue Oidc oidc) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Access tokens of an OpenID provider.
     *
     * @param issuer who issues them, an https URL below which {@code /.well-known/openid-configuration} stands; nobody if
     *     it is not set
     * @param audience what they must be issued for; required with an issuer
     * @param rolesClaim the claim that names roles, a list or words with spaces; dots lead into objects, as in
     *     {@code realm_access.roles}
     */
    public record Oidc(
            @Nullable URI issuer,
            @Nullable String audience,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue Roles roles) {

        public Oidc {
            if (issuer != null && (audience == null || audience.isBlank())) {
                throw new IllegalArgumentException("retrace.access.oidc.audience must be set with an issuer");
            }
            if (issuer != null && !isSafe(issuer)) {
                throw new IllegalArgumentException("retrace.access.oidc.issuer must be an https URL");
            }
        }

        private static boolean isSafe(URI issuer) {
            return issuer.getHost() != null
                    && ("https".equals(issuer.getScheme())
                            || ("http".equals(issuer.getScheme()) && LOOPBACK.contains(issuer.getHost())));
        }
    }

    /**
     * What roles are called there.
     *
     * @param operator runs it: identities, projections, configuration
     * @param auditor reads the audit trail
     * @param responder reads the audit trail, reveals personal data, replays
     */
    public record Roles(
            @DefaultValue("operator") List<String> operator,
            @DefaultValue("auditor") List<String> auditor,
            @DefaultValue("responder") List<String> responder) {

        public Roles {
            operator = List.copyOf(operator);
            auditor = List.copyOf(auditor);
            responder = List.copyOf(responder);
        }
    }
}
