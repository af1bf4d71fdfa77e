package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.query.QuerySide;
import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A whole Retrace whose admin port asks for tokens: every route, and what the log says of those who came. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdminAccessTest {

    private static final Set<String> OPEN = Set.of(
            "GET /admin/health/alive",
            "GET /admin/health/ready",
            "GET /admin/version",
            "GET /admin/metrics/prometheus");

    /** By how a route begins; one that begins otherwise must be added here. */
    private static final Map<String, Set<String>> MAY = Map.of(
            "/admin/identities", Set.of("operator"),
            "/admin/projections", Set.of("operator"),
            "/admin/config", Set.of("operator"),
            "/admin/openapi.json", Set.of("operator"),
            "/admin/audit", Set.of("auditor", "responder"),
            "/admin/replays", Set.of("auditor", "responder"));

    /** The same of the console's pages: the longest beginning counts. */
    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "/admin/console/", Set.of("auditor", "responder"),
            "/admin/console/help", Set.of("operator", "auditor", "responder"),
            "/admin/console/projections", Set.of("operator", "auditor", "responder"));

    /** Where somebody shows who they are. */
    private static final Set<String> SIGN_IN = Set.of(
            "GET /admin/console/login",
            "POST /admin/console/login",
            "POST /admin/console/logout",
            "GET /admin/console/assets/{name}");

    private static final String REASON = "&reason=the%20test%20of%20reveals";

    private final StandaloneFixture retrace = StandaloneFixture.start(Map.of());
    private final URI admin = retrace.endpoints().adminBase();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String email = "canary-" + UUID.randomUUID() + "@example.org";
    private final Map<String, String> tokens = new TreeMap<>();
    private String recovery = "";

    private record Answer(int status, String body) {}

    @BeforeAll
    void giveAccess() {
        var client = new NativeClient(retrace.endpoints());
        client.createIdentity(email);
        recovery = client.askForCode(email);
        client.submitCode(recovery, client.mailedCode(email));
        for (var role : List.of("operator", "auditor", "responder")) {
            tokens.put(role, retrace.token(role));
        }
    }

    @AfterAll
    void close() {
        retrace.close();
        http.close();
    }

    @Test
    @Order(1)
    void every_route_of_the_admin_port_asks_for_a_role_that_fits() {
        assertThat(routes()).hasSizeGreaterThan(10).allSatisfy(this::assertGuarded);
    }

    private void assertGuarded(String route) {
        if (OPEN.contains(route)) {
            assertThat(ask(route, "").status()).as(route).isEqualTo(200);
            return;
        }
        if (SIGN_IN.contains(route)) {
            assertThat(ask(route, "").status()).as(route).isIn(200, 303, 400, 404);
            return;
        }
        var may = may(route);
        assertThat(ask(route, "").status()).as(route).isEqualTo(401);
        for (var role : tokens.keySet()) {
            int status = ask(route, role).status();
            if (may.contains(role)) {
                assertThat(status).as(route + " as " + role).isNotIn(401, 403);
            } else {
                assertThat(status).as(route + " as " + role).isEqualTo(403);
            }
        }
    }

    private static Set<String> may(String route) {
        var path = route.substring(route.indexOf(' ') + 1);
        if (path.startsWith("/admin/replays") && !route.startsWith("GET")) {
            return Set.of("responder");
        }
        if (path.startsWith("/admin/console")) {
            return maySee(route, path);
        }
        return MAY.entrySet().stream()
                .filter(begin -> path.startsWith(begin.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("which roles may " + route + "?"));
    }

    private static Set<String> maySee(String route, String page) {
        if (!route.startsWith("GET") && page.startsWith("/admin/console/projections")) {
            return Set.of("operator");
        }
        if (!route.startsWith("GET") && !page.equals("/admin/console/find")) {
            return Set.of("responder");
        }
        return MAY_SEE.entrySet().stream()
                .filter(begin -> page.startsWith(begin.getKey()))
                .max(Comparator.comparingInt(begin -> begin.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(Set.of("operator", "auditor", "responder"));
    }

    private List<String> routes() {
        return retrace.context().getBean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/admin"))
                        .flatMap(
                                pattern -> methods(mapping.getMethodsCondition().getMethods())
                                        .map(method -> method + " " + pattern)))
                .sorted()
                .toList();
    }

    private static Stream<RequestMethod> methods(Set<RequestMethod> named) {
        return named.isEmpty() ? Stream.of(RequestMethod.GET, RequestMethod.POST) : named.stream();
    }

    @Test
    @Order(2)
    void however_a_path_is_spelled_it_asks_for_the_same_role() {
        for (var spelled : List.of(
                "/identities",
                "/%61dmin/identities",
                "/admin;x=1/identities",
                "/%2561dmin/identities",
                "/audit/recoveries/" + recovery,
                "/%2561udit/recoveries/" + recovery,
                "/admin/identities/../audit/recoveries/" + recovery,
                "/version/../audit/recoveries/" + recovery,
                "//admin/config")) {
            assertThat(ask("GET " + spelled, "").status()).as(spelled).isIn(400, 401, 404);
            assertThat(ask("GET " + spelled, "").body()).as(spelled).doesNotContain("RecoveryInitiated");
        }
        for (var audit : List.of(
                "/audit/recoveries/" + recovery,
                "/%2561udit/recoveries/" + recovery,
                "/%61udit;x/recoveries/" + recovery,
                "/identities/../audit/recoveries/" + recovery)) {
            assertThat(ask("GET " + audit, "operator").status()).as(audit).isIn(400, 403, 404);
        }
    }

    @Test
    @Order(3)
    void an_address_is_in_no_answer_without_a_reveal_and_in_the_answer_with_one() {
        var history = "GET /admin/audit/recoveries/" + recovery;
        var document = history + "/document?as_of=" + retrace.logged();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ask(history, "auditor").body()).contains("RecoveryCompleted"));

        for (var role : List.of("auditor", "responder")) {
            assertThat(ask(history, role).body()).doesNotContain(email).contains("\"closed\"");
            assertThat(ask(document, role).body()).doesNotContain(email).contains("[closed: ");
        }
        assertThat(ask(history + "?reveal=true" + REASON, "auditor").status()).isEqualTo(403);
        assertThat(ask(history + "?reveal=true", "responder").status()).isEqualTo(400);

        var revealed = ask(history + "?reveal=true" + REASON, "responder");
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.body())
                .contains("\"address\":\"" + email + "\"")
                .doesNotContain("\"closed\":\"day-", "\"closed\":\"identity-");
        var found = "GET /admin/audit/events?flow=" + recovery;
        assertThat(ask(found, "responder").body()).doesNotContain(email).contains("\"closed\"");
        assertThat(ask(found + "&reveal=true" + REASON, "auditor").status()).isEqualTo(403);
        assertThat(ask(found + "&reveal=true" + REASON, "responder").body()).contains(email);
        var shown = ask(document + "&reveal=true" + REASON, "responder");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).doesNotContain("[closed: ");
    }

    @Test
    @Order(4)
    void who_did_what_is_in_the_log() {
        var created = ask("POST /admin/identities", "operator");
        assertThat(created.status()).isEqualTo(400);
        var lines = events("select convert_from(body, 'UTF8') from log.event where type ~ '^operation[.]'");

        assertThat(lines).filteredOn(type("AccessTokenCreated")).hasSize(3);
        assertThat(lines)
                .filteredOn(type("AuditRead"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.path("actor").asString()).startsWith("token:"))
                .anySatisfy(
                        event -> assertThat(event.at("/data/about").asString()).isEqualTo("recovery-" + recovery));
        assertThat(lines).filteredOn(type("PersonalDataRevealed")).hasSize(3);
    }

    private static Predicate<JsonNode> type(String name) {
        return event -> event.path("type").asString().equals("operation." + name);
    }

    private List<JsonNode> events(String sql) {
        return retrace
                .context()
                .getBean(QuerySide.class)
                .database()
                .pool()
                .jdbc()
                .sql(sql)
                .query(String.class)
                .list()
                .stream()
                .map(WireJson.mapper()::readTree)
                .toList();
    }

    /** @param asked method and path, whose variables get something that is not there */
    private Answer ask(String asked, String role) {
        int space = asked.indexOf(' ');
        var path = asked.substring(space + 1)
                .replaceAll("\\{name}", "none")
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var request = HttpRequest.newBuilder(URI.create(admin + path))
                .method(asked.substring(0, space), BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (!role.isEmpty()) {
            request.header("Authorization", "Bearer " + tokens.get(role));
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream of events never ends; nobody here wants to read one. */
    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type.startsWith("text/event-stream")
                            ? ""
                            : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
