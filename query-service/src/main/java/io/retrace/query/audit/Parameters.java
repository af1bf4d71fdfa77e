package io.retrace.query.audit;

import io.retrace.wire.http.WireJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What is asked, by name. Strict: a filter that is misspelt must not find everything. So a name that nobody knows, a
 * value that is empty or cannot be decoded, and a name that comes twice are refused.
 */
final class Parameters {

    private static final int VALUES_MAX = 100;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values, Set<String> known) {
        this.values = values;
        if (!values.keySet().stream().allMatch(known::contains)) {
            throw new MalformedSearch(
                    "there is no such parameter; there are " + String.join(", ", new TreeSet<>(known)));
        }
        if (values.values().stream().mapToInt(List::size).sum() > VALUES_MAX) {
            throw new MalformedSearch("at most " + VALUES_MAX + " values can be asked for");
        }
        if (values.values().stream().flatMap(List::stream).anyMatch(String::isEmpty)) {
            throw new MalformedSearch("a parameter must not be empty");
        }
    }

    /**
     * Those of a query string.
     *
     * @throws MalformedSearch when it is not one of known parameters
     */
    static Parameters ofQuery(@Nullable String query, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                add(values, decoded(name), decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return new Parameters(values, known);
    }

    /**
     * Those that somebody has read already.
     *
     * @throws MalformedSearch when not all are known
     */
    static Parameters of(Map<String, List<String>> values, Set<String> known) {
        return new Parameters(Map.copyOf(values), known);
    }

    /**
     * Those of a JSON object, whose members are strings, numbers, or arrays of those.
     *
     * @throws MalformedSearch when it is not one of known parameters
     */
    static Parameters ofJson(byte[] body, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (var member : object(body).properties()) {
            var sent = member.getValue();
            for (var value : sent.isArray() ? sent.values() : List.of(sent)) {
                if (!value.isString() && !value.isIntegralNumber()) {
                    throw new MalformedSearch("a parameter must be a string or a whole number");
                }
                add(values, member.getKey(), value.asString());
            }
        }
        return new Parameters(values, known);
    }

    /** A parameter that may come once. */
    Optional<String> one(String name) {
        var all = all(name);
        if (all.size() > 1) {
            throw new MalformedSearch(name + " must come once");
        }
        return all.stream().findFirst();
    }

    /** A parameter that may come several times. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static JsonNode object(byte[] body) {
        try {
            var sent = WireJson.mapper().readTree(body);
            if (sent != null && sent.isObject()) {
                return sent;
            }
        } catch (JacksonException _) {
            // as good as none
        }
        throw new MalformedSearch("the body must be a JSON object");
    }

    private static void add(Map<String, List<String>> values, String name, String value) {
        values.merge(
                name,
                List.of(value),
                (sent, more) -> Stream.concat(sent.stream(), more.stream()).toList());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new MalformedSearch("a parameter cannot be decoded");
        }
    }
}
