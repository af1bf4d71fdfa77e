package io.retrace.wire.access;

import static io.retrace.wire.access.AdminPort.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.log.AccessTokens;
import io.retrace.model.event.OperationEvent.Role;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** Who passes to the admin port, and what the others are told. */
class AccessFilterTest {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String IDENTITIES = "/admin/identities";
    private static final String EVENTS = "/admin/audit/events";

    private final AdminPort port = new AdminPort();

    @AfterEach
    void close() {
        port.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
    void on_loopback_without_any_access_everybody_may_everything(String host) {
        var request = request("DELETE", IDENTITIES + "/1", "");

        assertThat(port.send(port.listeningOn(host), request).getStatus()).isEqualTo(200);

        assertThat(Caller.of(request).actor()).isEqualTo("loopback");
        assertThat(Caller.of(request).roles()).containsExactlyInAnyOrder(Role.values());
    }

    /** A name of another's may lead to this machine, and then their page is let in by the browser (DNS rebinding). */
    @ParameterizedTest
    @CsvSource({
        "localhost, 200", "127.0.0.1, 200", "[::1], 200", "Admin.Example.org, 200",
        "rebound.example.net, 401", "192.0.2.1, 401", "127.0.0.1.example.net, 401", "localhost.example.net, 401"
    })
    void on_loopback_without_any_access_only_who_calls_this_machine_by_its_name_may(String name, int status) {
        var request = request("GET", IDENTITIES, "");
        request.setServerName(name);

        assertThat(port.send(port.listeningOn(LOOPBACK), request).getStatus()).isEqualTo(status);
    }

    @Test
    void from_the_first_token_on_nobody_passes_without_one_and_for_good() {
        var identification = port.listeningOn(LOOPBACK);
        assertThat(port.send(identification, request("GET", IDENTITIES, "")).getStatus())
                .isEqualTo(200);

        var token = port.token("operator");

        var refused = port.send(identification, request("GET", IDENTITIES, ""));
        assertProblem(refused, 401, "This needs an access token (Authorization: Bearer).");
        assertThat(refused.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"retrace\"");
        assertThat(port.send(identification, request("GET", IDENTITIES, token)).getStatus())
                .isEqualTo(200);
        port.clock.pass(Duration.ofDays(2));
        assertThat(port.send(identification, request("GET", IDENTITIES, "")).getStatus())
                .isEqualTo(401);
        assertThat(port.send(port.listeningOn(LOOPBACK), request("GET", IDENTITIES, ""))
                        .getStatus())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "nowhere.invalid"})
    void a_start_elsewhere_without_access_is_refused(String host) {
        assertThatThrownBy(() -> port.listeningOn(host))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "retrace.serve.admin.host is " + host + ", where others than this machine reach");
    }

    @Test
    void a_start_elsewhere_takes_a_token_that_works() {
        port.token("operator");
        assertThat(port.listeningOn(EVERYWHERE)).isNotNull();

        port.clock.pass(Duration.ofDays(1));

        assertThatThrownBy(() -> port.listeningOn(EVERYWHERE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_service_without_the_log_lets_nobody_in_elsewhere() {
        var courier =
                new Identification(EVERYWHERE, "admin.example.org", Optional.empty(), Optional.empty(), port.clock);
        courier.requireThatSomebodyMay();

        assertThat(port.send(courier, request("GET", "/admin/config", "")).getStatus())
                .isEqualTo(401);
        assertThat(port.send(courier, request("GET", "/admin/health/ready", "")).getStatus())
                .isEqualTo(200);
    }

    @Test
    void who_asks_is_named_by_the_token() {
        var text = port.token("auditor");
        var id = new AccessTokens(port.log.querySide().pool())
                .find(text)
                .orElseThrow()
                .id();
        var request = request("GET", EVENTS, text);

        assertThat(port.send(port.listeningOn(EVERYWHERE), request).getStatus()).isEqualTo(200);

        assertThat(Caller.of(request).actor()).isEqualTo("token:" + id);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/identities, operator",
        "POST, /admin/identities, operator",
        "DELETE, /admin/identities/1, operator",
        "GET, /admin/config, operator",
        "POST, /admin/projections/audit/rebuild, operator",
        "GET, /admin/nowhere, operator",
        "GET, /admin, operator",
        "GET, /admin/auditor, operator",
        "GET, /admin/audit, auditor responder",
        "GET, /admin/audit/events, auditor responder",
        "HEAD, /admin/audit/events, auditor responder",
        "GET, /admin/replays, auditor responder",
        "GET, /admin/replays/1, auditor responder",
        "POST, /admin/replays, responder",
        "DELETE, /admin/replays/1, responder"
    })
    void each_role_passes_where_it_may_and_nowhere_else(String method, String path, String allowed) {
        var tokens = port.listeningOn(LOOPBACK);
        for (var role : new String[] {"operator", "auditor", "responder"}) {
            var answer = port.send(tokens, request(method, path, port.token(role)));

            if (allowed.contains(role)) {
                assertThat(answer.getStatus()).as(role).isEqualTo(200);
            } else {
                assertProblem(answer, 403, "This needs the role " + allowed.replace(" ", " or ") + ".");
                assertThat(answer.getHeader("WWW-Authenticate"))
                        .isEqualTo("Bearer realm=\"retrace\", error=\"insufficient_scope\", scope=\"" + allowed + "\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin/health/alive", "/admin/health/ready", "/admin/version", "/admin/metrics/prometheus"})
    void probes_and_scrapers_need_no_token(String path) {
        port.token("operator");

        assertThat(port.send(port.listeningOn(EVERYWHERE), request("GET", path, ""))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_is_revoked_or_expired_works_no_longer_at_once() {
        var tokens = new AccessTokens(port.log.querySide().pool());
        var revoked = port.token("operator");
        var expired = port.token("operator");
        var identification = port.listeningOn(LOOPBACK);
        assertThat(port.send(identification, request("GET", IDENTITIES, revoked))
                        .getStatus())
                .isEqualTo(200);

        port.type("revoke", tokens.find(revoked).orElseThrow().id().toString());
        assertInvalid(port.send(identification, request("GET", IDENTITIES, revoked)));

        port.clock.pass(Duration.ofDays(1).minusNanos(1_000));
        assertThat(port.send(identification, request("GET", IDENTITIES, expired))
                        .getStatus())
                .isEqualTo(200);
        port.clock.pass(Duration.ofNanos(1_000));
        assertInvalid(port.send(identification, request("GET", IDENTITIES, expired)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rt_", "rt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "a.b.c", "'or'1'='1"})
    void what_is_no_token_of_ours_is_refused(String text) {
        port.token("operator");

        assertInvalid(port.send(port.listeningOn(LOOPBACK), request("GET", IDENTITIES, text)));
    }

    @Test
    void another_scheme_is_no_token() {
        var request = request("GET", IDENTITIES, "");
        request.addHeader("Authorization", "Basic " + port.token("operator"));

        assertThat(port.send(port.listeningOn(LOOPBACK), request).getStatus()).isEqualTo(401);
    }

    @Test
    void a_path_that_two_readers_read_differently_leads_nowhere() {
        var request = request("GET", EVENTS, port.token("auditor"));
        request.setRequestURI("/admin/audit/../audit/events");

        assertThat(port.send(port.listeningOn(LOOPBACK), request).getStatus()).isEqualTo(404);
    }

    @Test
    void an_open_path_that_another_reader_takes_for_a_closed_one_is_closed() {
        port.token("auditor");
        var request = request("GET", "/admin/version", "");
        request.setRequestURI("/admin/audit/../version");

        assertThat(port.send(port.listeningOn(LOOPBACK), request).getStatus()).isEqualTo(401);
    }

    @Test
    void the_public_port_is_not_its_business() {
        port.token("operator");
        var request = request("GET", "/self-service/recovery/api", "");
        request.setLocalPort(4433);

        assertThat(port.send(port.listeningOn(LOOPBACK), request).getStatus()).isEqualTo(200);
    }

    @Test
    void nobody_passes_while_tokens_cannot_be_looked_up() {
        var token = port.token("operator");
        var identification = port.listeningOn(LOOPBACK);
        port.log.execute("drop table log.access_token");

        var answer = port.send(identification, request("GET", IDENTITIES, token));

        assertProblem(answer, 503, "Who asks cannot be found out at the moment.");
        assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
    }

    private static void assertInvalid(MockHttpServletResponse answer) {
        assertProblem(answer, 401, "The access token is unknown, expired or revoked.");
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"retrace\", error=\"invalid_token\"");
    }

    private static void assertProblem(MockHttpServletResponse answer, int status, String detail) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        JsonNode body = WireJson.mapper().readTree(answer.getContentAsByteArray());
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("detail").asString()).isEqualTo(detail);
    }
}
