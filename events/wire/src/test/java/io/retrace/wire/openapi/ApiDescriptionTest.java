package io.retrace.wire.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The documents are OpenAPI 3.1, by the schema of the specification (spec.openapis.org/oas/3.1/schema/2022-10-07). */
class ApiDescriptionTest {

    private static final String SERVER = "https://recovery.example.org/auth";

    static Stream<JsonNode> documents() {
        return Stream.of(ApiDescription.ofPublicPort(SERVER), ApiDescription.ofAdminPort(SERVER));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_openapi(JsonNode document) throws IOException {
        try (var schema = getClass().getResourceAsStream("openapi-3.1-schema.json")) {
            var openApi = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                    .getSchema(Objects.requireNonNull(schema), InputFormat.JSON);

            assertThat(openApi.validate(document)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void its_schemas_are_json_schema(JsonNode document) {
        var dialect = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());
        var schemas = dialect.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        for (var schema : document.at("/components/schemas").properties()) {
            assertThat(schemas.validate(schema.getValue())).as(schema.getKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void it_names_its_server_and_every_operation_once(JsonNode document) {
        var names = document.findValuesAsString("operationId");

        assertThat(document.at("/servers/0/url").stringValue()).isEqualTo(SERVER);
        assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }
}
