package io.retrace.standalone.contract;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.retrace.standalone.apart.PathTable.Port;
import io.retrace.wire.openapi.ApiDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the OpenAPI documents promise: which requests are answered, with which status, and what the answer looks like. */
public final class Contract {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<Integer> NOT_SERVED = Set.of(307, 403, 404, 405);
    private static final String WHERE = "https://retrace.invalid/";

    private final Map<Port, JsonNode> documents = Map.of(
            Port.PUBLIC, ApiDescription.ofPublicPort("http://127.0.0.1:4433"),
            Port.ADMIN, ApiDescription.ofAdminPort("http://127.0.0.1:4434"));
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemas(documents.entrySet().stream()
                            .collect(Collectors.toMap(
                                    document -> WHERE + document.getKey(),
                                    document -> document.getValue().toString())))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    /**
     * An answer and what was asked.
     *
     * @param path without query
     * @param headers names in lower case
     */
    public record Exchange(
            Port port, String method, String path, int status, Map<String, List<String>> headers, String body) {

        private Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        private Optional<String> mediaType() {
            return header("content-type")
                    .map(type -> type.replaceFirst(";.*", "").strip());
        }
    }

    /** A documented operation, as {@code GET /sessions/whoami}. */
    public record Operation(Port port, String method, String path) {}

    /** All of them. */
    public Set<Operation> operations() {
        return documents.entrySet().stream()
                .flatMap(document -> document.getValue().path("paths").properties().stream()
                        .flatMap(path -> path.getValue().propertyNames().stream()
                                .filter(method -> !method.equals("parameters"))
                                .map(method -> new Operation(
                                        document.getKey(), method.toUpperCase(Locale.ROOT), path.getKey()))))
                .collect(Collectors.toSet());
    }

    /** Where an answer breaks the promise; empty where it does not. */
    public List<String> violations(Exchange exchange) {
        if (exchange.method().equals("OPTIONS")) {
            return List.of(); // CORS answers it, on any path
        }
        return operation(exchange)
                .map(operation -> violations(exchange, operation))
                .orElseGet(() -> NOT_SERVED.contains(exchange.status())
                        ? List.of()
                        : List.of("contract: nothing is documented that answers " + exchange.status()));
    }

    private JsonNode document(Port port) {
        return Objects.requireNonNull(documents.get(port));
    }

    private Optional<String> operation(Exchange exchange) {
        var paths = document(exchange.port()).path("paths");
        var method =
                exchange.method().equals("HEAD") ? "get" : exchange.method().toLowerCase(Locale.ROOT);
        var alone = exchange.port() == Port.PUBLIC || exchange.path().startsWith("/admin/");
        var asked = alone ? exchange.path() : "/admin" + exchange.path();
        return paths.propertyNames().stream()
                .filter(path -> asked.matches(Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q")))
                .filter(path -> paths.path(path).has(method))
                .min(Comparator.comparing(path -> path.contains("{")))
                .map(path -> "/paths/" + path.replace("/", "~1") + "/" + method);
    }

    private List<String> violations(Exchange exchange, String operation) {
        var document = document(exchange.port());
        var response = operation + "/responses/" + exchange.status();
        var reference = document.at(response).path("$ref").asString("");
        var pointer = reference.isEmpty() ? response : reference.substring(1);
        var documented = document.at(pointer);
        if (documented.isMissingNode()) {
            var isHead = exchange.method().equals("HEAD") && exchange.status() == 204;
            return isHead ? List.of() : List.of("contract: status " + exchange.status() + " is not documented");
        }
        var found = new ArrayList<String>();
        documented.path("headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean(false))
                .filter(header -> exchange.header(header.getKey().toLowerCase(Locale.ROOT))
                        .isEmpty())
                .forEach(header -> found.add("contract: the header " + header.getKey() + " is missing"));
        if (!exchange.method().equals("HEAD")) {
            found.addAll(body(exchange, documented, pointer));
        }
        return found;
    }

    private List<String> body(Exchange exchange, JsonNode documented, String pointer) {
        if (!documented.has("content")) {
            return exchange.body().isEmpty() ? List.of() : List.of("contract: no body is documented");
        }
        var type = exchange.mediaType().orElse("none");
        if (!documented.path("content").has(type)) {
            return List.of("contract: the media type " + type + " is not documented");
        }
        var schema = schemas.getSchema(SchemaLocation.of(
                WHERE + exchange.port() + "#" + pointer + "/content/" + type.replace("/", "~1") + "/schema"));
        return schema.validate(instance(exchange, type)).stream()
                .map(error -> "contract: " + error)
                .toList();
    }

    private static JsonNode instance(Exchange exchange, String type) {
        try {
            return type.equals("application/json") || type.endsWith("+json")
                    ? JSON.readTree(exchange.body())
                    : JSON.getNodeFactory().stringNode(exchange.body());
        } catch (JacksonException _) {
            return JSON.missingNode();
        }
    }
}
