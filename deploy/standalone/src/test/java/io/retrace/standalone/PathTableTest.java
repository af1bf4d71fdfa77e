package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.standalone.apart.PathTable;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.standalone.apart.PathTable.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code deploy/paths.yaml} says of every path who answers it, and of none that nobody does. */
@NullMarked
@ExtendWith(SharedRetrace.class)
class PathTableTest {

    private final PathTable table = PathTable.read();
    private final List<Mapping> mappings;

    PathTableTest(StandaloneFixture retrace) {
        mappings = retrace
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(entry -> serviceOf(entry.getValue().getBeanType()).stream()
                        .flatMap(service -> Mapping.of(entry.getKey(), service)))
                .toList();
    }

    /** What a controller answers. */
    private record Mapping(Port port, String method, String path, String service) {

        private static Stream<Mapping> of(RequestMappingInfo info, String service) {
            return info.getPatternValues().stream()
                    .flatMap(pattern -> methods(info)
                            .map(method -> new Mapping(
                                    pattern.startsWith("/admin/") ? Port.ADMIN : Port.PUBLIC,
                                    method.name(),
                                    pattern.replaceAll("\\{\\w+}", "00000000-0000-4000-8000-000000000000"),
                                    service)));
        }

        private static Stream<RequestMethod> methods(RequestMappingInfo info) {
            var methods = info.getMethodsCondition().getMethods();
            return methods.isEmpty() ? Stream.of(RequestMethod.values()) : methods.stream();
        }
    }

    /** Which service a controller is of; none for those that every service has. */
    private static Optional<String> serviceOf(Class<?> controller) {
        return Stream.of("command", "query", "courier")
                .filter(service -> controller.getPackageName().startsWith("io.retrace." + service + "."))
                .findFirst();
    }

    @Test
    void every_path_of_a_service_leads_to_it() {
        assertThat(mappings).hasSizeGreaterThan(10);
        for (var mapping : mappings) {
            assertThat(row(mapping)).map(Row::service).as(mapping.toString()).contains(mapping.service());
        }
    }

    @Test
    void a_path_of_the_admin_port_leads_to_the_same_service_without_admin_before_it() {
        assertThat(table.row(Port.ADMIN, "GET", "/identities/x"))
                .map(Row::service)
                .contains("query");
        assertThat(table.row(Port.ADMIN, "DELETE", "/identities/x"))
                .map(Row::service)
                .contains("command");
        assertThat(table.row(Port.PUBLIC, "GET", "/identities/x")).isEmpty();
    }

    @Test
    void no_row_and_no_method_of_a_row_is_dead() {
        for (var port : Port.values()) {
            for (var row : table.rows(port)) {
                for (var method : row.methods()) {
                    assertThat(mappings)
                            .as(row.toString())
                            .anyMatch(mapping -> mapping.port() == port
                                    && mapping.method().equals(method)
                                    && row(mapping).equals(Optional.of(row)));
                }
            }
        }
    }

    private Optional<Row> row(Mapping mapping) {
        return table.row(mapping.port(), mapping.method(), mapping.path());
    }
}
