package io.retrace.standalone.apart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.retrace.wire.http.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** {@code deploy/paths.yaml}: which service answers what. */
public record PathTable(
        @JsonProperty("public") List<Row> publicRows,
        @JsonProperty("admin") List<Row> adminRows,
        String otherwise) {

    private static final Path FILE = Path.of("../paths.yaml");
    private static final String ADMIN = "/admin";

    public enum Port {
        PUBLIC,
        ADMIN
    }

    /** A line of the table. */
    public record Row(List<String> methods, String path, String service) {

        boolean takes(String method, String asked) {
            var sameMethod = methods.contains(method.equals("HEAD") ? "GET" : method);
            return sameMethod && (asked.equals(path) || asked.startsWith(path + "/"));
        }
    }

    public static PathTable read() {
        try {
            Map<String, Object> table = new Yaml().load(Files.readString(FILE));
            return WireJson.mapper().convertValue(table, PathTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Row> rows(Port port) {
        return port == Port.ADMIN ? adminRows : publicRows;
    }

    /** The row that takes a request, if any. */
    public Optional<Row> row(Port port, String method, String path) {
        boolean isShort = port == Port.ADMIN && !path.equals(ADMIN) && !path.startsWith(ADMIN + "/");
        var asked = isShort ? ADMIN + path : path;
        return rows(port).stream()
                .filter(row -> row.takes(method, asked))
                .max(Comparator.comparingInt(row -> row.path().length()));
    }

    String serviceOf(Port port, String method, String path) {
        return row(port, method, path).map(Row::service).orElse(otherwise);
    }
}
