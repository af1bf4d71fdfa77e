package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.retrace.model.event.OperationEvent.Denial;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.access.Identified.Known;
import io.retrace.wire.access.Identified.Stranger;
import io.retrace.wire.settings.Given;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of an issuer that really listens. */
class OidcTokensTest {

    private static RSAKey rsa;
    private static RSAKey other;
    private static ECKey ec;
    private static OctetKeyPair ed;

    private final SetClock clock = new SetClock(NOON);
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile JWKSet published = new JWKSet();
    private HttpServer server;
    private String issuer;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2_048).keyID("rsa").generate();
        other = new RSAKeyGenerator(2_048).keyID("other").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        ed = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
    }

    @BeforeEach
    void listen() throws IOException {
        published = new JWKSet(List.<JWK>of(rsa.toPublicJWK(), ec.toPublicJWK(), ed.toPublicJWK()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
        answer(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        server.createContext("/realm/keys", exchange -> {
            fetched.incrementAndGet();
            var body = published.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void answer(String path, String text) {
        server.createContext(path, exchange -> {
            var body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void a_token_that_the_issuer_signed_for_us_names_its_holder_and_roles(String algorithm) throws Exception {
        assertThat(tokens().of(signed(algorithm, claims -> claims)))
                .isEqualTo(new Known(new Caller("oidc:7b0e-soc", Set.of(Role.AUDITOR))));
    }

    @Test
    void no_algorithm_and_a_shared_secret_are_no_signatures() throws Exception {
        var secret = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims().build());
        secret.sign(new MACSigner(rsa.toRSAPublicKey().getEncoded()));

        assertUnknown(secret.serialize());
        assertUnknown(new PlainJWT(claims().build()).serialize());
        assertThat(fetched).hasValue(0);
    }

    @Test
    void a_token_that_was_changed_or_signed_by_somebody_else_is_unknown() throws Exception {
        var token = signed("RS256", claims -> claims);
        var parts = token.split("\\.", -1);
        var more = new SignedJWT(
                header(JWSAlgorithm.RS256, "rsa"),
                claims().claim("roles", "responder").build());
        more.sign(new RSASSASigner(other));

        assertUnknown(parts[0] + "." + more.serialize().split("\\.", -1)[1] + "." + parts[2]);
        assertUnknown(more.serialize());
        assertUnknown(parts[0] + "." + parts[1] + ".");
        assertUnknown("a.b.c");
    }

    @Test
    void a_token_for_somebody_else_or_of_somebody_else_is_unknown() throws Exception {
        assertUnknown(signed("RS256", claims -> claims.audience("another")));
        assertUnknown(signed("RS256", claims -> claims.issuer(issuer + "/other")));
        assertUnknown(signed("RS256", claims -> claims.subject(null)));
        assertUnknown(signed("RS256", claims -> claims.expirationTime(null)));
        assertUnknown(signed("RS256", claims -> claims.notBeforeTime(date(NOON.plusSeconds(31)))));
    }

    @Test
    void an_expired_token_is_expired_by_the_clock_of_the_node() throws Exception {
        var token = signed("ES256", claims -> claims);
        var tokens = tokens();
        clock.pass(Duration.ofSeconds(629));
        assertThat(tokens.of(token)).isInstanceOf(Known.class);

        clock.pass(Duration.ofSeconds(1));

        assertThat(tokens.of(token)).isEqualTo(new Stranger("oidc:7b0e-soc", Denial.EXPIRED));
    }

    @Test
    void a_token_of_another_kind_is_unknown() throws Exception {
        var logout = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                claims().build());
        logout.sign(new RSASSASigner(rsa));

        assertUnknown(logout.serialize());
    }

    @Test
    void a_new_key_is_fetched_when_it_is_first_seen_and_made_up_ones_are_not_fetched_again_and_again()
            throws Exception {
        var tokens = tokens();
        assertThat(tokens.of(signed("RS256", claims -> claims))).isInstanceOf(Known.class);
        assertThat(tokens.of(signed("RS256", claims -> claims))).isInstanceOf(Known.class);
        assertThat(fetched).hasValue(1);

        published = new JWKSet(other.toPublicJWK());
        var fresh = new SignedJWT(header(JWSAlgorithm.RS256, "other"), claims().build());
        fresh.sign(new RSASSASigner(other));
        assertThat(tokens.of(fresh.serialize())).isInstanceOf(Known.class);

        for (int i = 0; i < 50; i++) {
            var madeUp = new SignedJWT(header(JWSAlgorithm.RS256, "made-up-" + i), claims().build());
            madeUp.sign(new RSASSASigner(other));
            assertThat(tokens.of(madeUp.serialize())).isEqualTo(new Stranger("anonymous", Denial.UNKNOWN_TOKEN));
        }
        assertThat(fetched.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void while_the_issuer_cannot_be_reached_nobody_is_told_that_a_token_is_bad() throws Exception {
        var token = signed("RS256", claims -> claims);
        server.stop(0);
        var tokens = tokens();

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> tokens.of(token)).isInstanceOf(CannotTell.class);
        }
    }

    @Test
    void an_issuer_that_calls_itself_otherwise_is_not_believed() throws Exception {
        var token = signed("RS256", claims -> claims);
        server.removeContext("/realm/.well-known/openid-configuration");
        answer(
                "/realm/.well-known/openid-configuration",
                "{\"issuer\":\"http://x\",\"jwks_uri\":\"" + issuer + "/keys\"}");

        assertThatThrownBy(() -> tokens().of(token)).isInstanceOf(CannotTell.class);
        assertThat(fetched).hasValue(0);
    }

    @Test
    void roles_stand_where_the_provider_puts_them_and_are_called_what_it_calls_them() throws Exception {
        var settings = Map.of(
                "retrace.access.oidc.roles_claim", "realm_access.roles",
                "retrace.access.oidc.roles.responder", "soc-lead,soc-deputy");
        var token = signed(
                "RS256",
                claims -> claims.claim("realm_access", Map.of("roles", List.of("soc-deputy", "auditor", "x"))));

        assertThat(tokens(settings).of(token))
                .isEqualTo(new Known(new Caller("oidc:7b0e-soc", Set.of(Role.RESPONDER, Role.AUDITOR))));
    }

    @ParameterizedTest
    @CsvSource({"operator auditor, OPERATOR AUDITOR", "nothing, ''", "'', ''"})
    void roles_may_be_words_with_spaces_between_them(String claim, String roles) throws Exception {
        var known = (Known) tokens().of(signed("RS256", claims -> claims.claim("roles", claim)));

        assertThat(known.caller().roles())
                .extracting(Role::name)
                .containsExactlyInAnyOrder(roles.isEmpty() ? new String[0] : roles.split(" "));
    }

    @Test
    void a_subject_that_could_be_an_address_is_not_written_down_but_told_apart() {
        var bob = OidcClaims.actor("bob@example.org");

        assertThat(bob).matches("oidc:~[A-Za-z0-9_-]{22}").isEqualTo(OidcClaims.actor("bob@example.org"));
        assertThat(OidcClaims.actor("ann@example.org")).isNotEqualTo(bob);
        assertThat(OidcClaims.actor("x".repeat(129))).startsWith("oidc:~");
    }

    @Test
    void where_an_issuer_is_configured_loopback_is_not_open() throws Exception {
        var identification =
                new Identification("127.0.0.1", "admin.example.org", Optional.empty(), Optional.of(tokens()), clock);

        assertThat(identification.of(AdminPort.request("GET", "/admin/config", "")))
                .isEqualTo(new Stranger("anonymous", Denial.NO_CREDENTIALS));
        assertThat(identification.of(AdminPort.request("GET", "/admin/config", signed("RS256", claims -> claims))))
                .isInstanceOf(Known.class);
    }

    private void assertUnknown(String token) {
        assertThat(tokens().of(token)).isEqualTo(new Stranger("anonymous", Denial.UNKNOWN_TOKEN));
    }

    private OidcTokens tokens() {
        return tokens(Map.of());
    }

    private OidcTokens tokens(Map<String, String> more) {
        var keys = new HashMap<>(more);
        keys.put("retrace.access.oidc.issuer", issuer);
        keys.put("retrace.access.oidc.audience", "retrace");
        return OidcTokens.of(Given.settings(keys).access(), clock).orElseThrow();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(List.of("retrace", "others"))
                .subject("7b0e-soc")
                .expirationTime(date(NOON.plusSeconds(600)))
                .claim("roles", List.of("auditor"));
    }

    private static Date date(Instant at) {
        return Date.from(at);
    }

    private String signed(String algorithm, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        var key = key(algorithm);
        var jwt = new SignedJWT(
                header(JWSAlgorithm.parse(algorithm), key.getKeyID()),
                change.apply(claims()).build());
        jwt.sign(signer(key));
        return jwt.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String key) {
        return new JWSHeader.Builder(algorithm)
                .keyID(key)
                .type(new JOSEObjectType("at+jwt"))
                .build();
    }

    private static JWK key(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> ec;
            case "EdDSA" -> ed;
            default -> rsa;
        };
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return switch (key) {
            case ECKey pair -> new ECDSASigner(pair);
            case OctetKeyPair pair -> new Ed25519Signer(pair);
            default -> new RSASSASigner(key.toRSAKey());
        };
    }
}
