package io.retrace.wire.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every key that can be configured, as the compiler found it in the settings' records. */
final class Metadata {

    private static final String FILE = "META-INF/spring-configuration-metadata.json";
    private static final String PREFIX = "retrace.";

    private Metadata() {}

    /**
     * A key.
     *
     * @param name as it is spelled in a file
     * @param type its Java type
     * @param defaultValue what it is when nobody configures it; several with commas between
     * @param meaning what its Javadoc says, as Markdown; empty where it says nothing
     */
    record Property(String name, String type, Optional<String> defaultValue, String meaning) {

        boolean isText() {
            return type.contains("String") || type.contains("URI");
        }

        boolean isList() {
            return type.startsWith("java.util.List");
        }
    }

    /** All of them, sorted. */
    static List<Property> keys() {
        try {
            return Collections.list(Metadata.class.getClassLoader().getResources(FILE)).stream()
                    .flatMap(file -> StreamSupport.stream(read(file).spliterator(), false))
                    .filter(key -> key.path("name").asString("").startsWith(PREFIX))
                    .map(Metadata::key)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(URL file) {
        try (var source = file.openStream()) {
            return JsonMapper.shared().readTree(source).path("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Property key(JsonNode property) {
        return new Property(
                property.path("name").asString("").replace('-', '_'),
                property.path("type").asString(""),
                Optional.of(property.path("defaultValue"))
                        .filter(value -> !value.isMissingNode())
                        .map(Metadata::text),
                property.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "`$1`"));
    }

    /** Of a list the processor writes what Java prints. */
    private static String text(JsonNode value) {
        return value.asString().replaceAll("[\\[\\] ]", "");
    }
}
