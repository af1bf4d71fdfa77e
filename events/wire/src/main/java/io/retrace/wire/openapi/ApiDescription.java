package io.retrace.wire.openapi;

import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a port: its paths, and of the shared components those that they use. */
public final class ApiDescription {

    private static final String COMPONENTS = "#/components/";

    private ApiDescription() {}

    /**
     * What clients may call.
     *
     * @param server the URL of the port
     */
    public static JsonNode ofPublicPort(String server) {
        return document("public.yaml", server);
    }

    /**
     * What operators may call.
     *
     * @param server the URL of the port
     */
    public static JsonNode ofAdminPort(String server) {
        return document("admin.yaml", server);
    }

    private static ObjectNode document(String file, String server) {
        var document = read(file);
        ((ObjectNode) document.path("servers").path(0)).put("url", server);
        var shared = read("shared.yaml");
        var used = new LinkedHashSet<String>();
        collect(document, shared, used);
        var components = document.putObject("components");
        components.set("securitySchemes", shared.get("securitySchemes"));
        for (var name : used) {
            var slash = name.indexOf('/');
            components
                    .withObjectProperty(name.substring(0, slash))
                    .set(name.substring(slash + 1), component(shared, name));
        }
        return document;
    }

    /** The names, as {@code schemas/Error}, of what a part of a document uses, directly or not. */
    private static void collect(JsonNode part, ObjectNode shared, Set<String> used) {
        var reference = part.path("$ref").asString("");
        if (reference.startsWith(COMPONENTS)) {
            var name = reference.substring(COMPONENTS.length());
            if (used.add(name)) {
                collect(component(shared, name), shared, used);
            }
        }
        part.values().forEach(below -> collect(below, shared, used));
    }

    private static JsonNode component(ObjectNode shared, String name) {
        return shared.requiredAt("/" + name);
    }

    private static ObjectNode read(String file) {
        try (InputStream source = ApiDescription.class.getResourceAsStream(file)) {
            Map<String, Object> tree = new Yaml().load(Objects.requireNonNull(source, file));
            return WireJson.mapper().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
