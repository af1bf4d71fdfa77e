package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.apart.PathTable;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.contract.Contract;
import io.retrace.standalone.contract.Contract.Exchange;
import io.retrace.standalone.contract.Contract.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The OpenAPI documents name what is served, all of it and nothing else. {@code TranscriptsTest} holds every answer against them. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class ApiContractTest {

    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";

    private final Contract contract = new Contract();
    private final StandaloneFixture retrace;
    private final NativeClient client;

    ApiContractTest(StandaloneFixture retrace) {
        this.retrace = retrace;
        client = new NativeClient(retrace.endpoints());
    }

    @Test
    void what_a_controller_answers_is_documented_and_nothing_else() {
        assertThat(contract.operations()).isEqualTo(served());
    }

    @Test
    void every_row_of_the_path_table_is_documented() {
        var table = PathTable.read();
        var hit = contract.operations().stream()
                .flatMap(operation -> table.row(operation.port(), operation.method(), operation.path()).stream())
                .collect(Collectors.toSet());

        assertThat(hit)
                .containsAll(table.rows(Port.PUBLIC))
                .containsAll(table.rows(Port.ADMIN).stream()
                        .filter(row -> !isPage(row.path()))
                        .toList());
    }

    @Test
    void what_operators_are_answered_is_as_documented() {
        var email = "contract-" + UUID.randomUUID() + "@example.org";
        var identity = client.createIdentity(email);
        var flow = client.askForCode(email);
        client.submitCode(flow, client.mailedCode(email));

        for (var path : Stream.of(
                        "/admin/identities",
                        "/admin/identities?page_size=0",
                        "/admin/identities/" + identity,
                        "/admin/identities/" + NOWHERE,
                        "/identities/" + identity + "/sessions",
                        "/admin/audit/recoveries/" + flow,
                        "/admin/audit/recoveries/" + NOWHERE,
                        "/admin/audit/recoveries/" + flow + "/document?as_of=" + retrace.logged(),
                        "/admin/audit/recoveries/" + flow + "/document?as_of=soon",
                        "/admin/replays",
                        "/admin/replays/" + NOWHERE,
                        "/admin/replays/compare",
                        "/admin/replays/compare?a=" + NOWHERE + "&b=" + NOWHERE,
                        "/admin/projections",
                        "/admin/projections/audit",
                        "/admin/projections/none",
                        "/admin/config",
                        "/admin/version",
                        "/admin/health/alive",
                        "/health/ready",
                        "/admin/metrics/prometheus",
                        "/openapi.json",
                        "/nothing")
                .toList()) {
            assertKept(Port.ADMIN, path, client.getAdmin(path));
        }
    }

    @Test
    void what_is_not_in_a_transcript_is_answered_as_documented_too() {
        for (var path : Set.of("/openapi.json", "/health/alive", "/health/ready", "/self-service/logout/browser")) {
            assertKept(Port.PUBLIC, path, client.getPublic(path));
        }
    }

    @Test
    void an_answer_that_is_not_as_documented_is_noticed() {
        var json = Map.of("content-type", List.of("application/json"));
        var alive = new Exchange(Port.PUBLIC, "GET", "/health/alive", 200, json, "{\"status\":\"ok\",\"more\":1}");
        var moved = new Exchange(Port.PUBLIC, "GET", "/self-service/logout", 303, Map.of(), "");
        var teapot = new Exchange(Port.PUBLIC, "GET", "/sessions/whoami", 418, json, "{}");
        var text = new Exchange(Port.PUBLIC, "GET", "/health/alive", 200, Map.of(), "ok");

        assertThat(contract.violations(alive)).singleElement().asString().contains("more");
        assertThat(contract.violations(moved)).containsExactly("contract: the header Location is missing");
        assertThat(contract.violations(teapot)).containsExactly("contract: status 418 is not documented");
        assertThat(contract.violations(text)).containsExactly("contract: the media type none is not documented");
    }

    private void assertKept(Port port, String path, NativeClient.Answer answer) {
        var exchange = new Exchange(
                port,
                "GET",
                path.replaceFirst("\\?.*", ""),
                answer.status(),
                answer.headers().map(),
                answer.body());
        assertThat(contract.violations(exchange)).as(path).isEmpty();
    }

    private Set<Operation> served() {
        return retrace
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(ApiContractTest::operations)
                .collect(Collectors.toSet());
    }

    /** Pages are for people, and change when they must. */
    private static boolean isPage(String path) {
        return path.startsWith("/admin/console");
    }

    private static Stream<Operation> operations(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .filter(path -> !isPage(path))
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .filter(method -> method != RequestMethod.HEAD)
                        .map(RequestMethod::name)
                        .map(method ->
                                new Operation(path.startsWith("/admin/") ? Port.ADMIN : Port.PUBLIC, method, path)));
    }
}
