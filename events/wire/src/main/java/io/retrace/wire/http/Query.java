package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The query of a request, and forms. Not the servlet's parameters: asking for those would read a form's body away from
 * whoever decodes it by the rules of the wire.
 */
public final class Query {

    private static final int UUID_LENGTH = 36;

    private Query() {}

    /** A parameter, decoded; empty when it is missing or empty. */
    public static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(of(request).get(name)).filter(value -> !value.isEmpty());
    }

    /** A parameter that must be a UUID in its usual form; empty when it is missing or something else. */
    public static Optional<UUID> uuid(HttpServletRequest request, String name) {
        return parameter(request, name).flatMap(Query::uuid);
    }

    /** A UUID in its usual form; empty for anything else. */
    public static Optional<UUID> uuid(String text) {
        try {
            return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Every value of a parameter that may be repeated, decoded; none that is empty or cannot be. */
    public static List<String> all(HttpServletRequest request, String name) {
        var query = request.getQueryString();
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&", -1))
                        .flatMap(pair -> Optional.ofNullable(decode(pair).get(name)).stream())
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    /** All parameters, decoded. */
    public static Map<String, String> of(HttpServletRequest request) {
        return request.getQueryString() == null ? Map.of() : decode(request.getQueryString());
    }

    /** The pairs of a query or a form; the first of a repeated name, none of those that cannot be decoded. */
    public static Map<String, String> decode(String pairs) {
        var decoded = new LinkedHashMap<String, String>();
        for (var pair : pairs.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                var name = decoded(pair.substring(0, equals));
                var value = decoded(pair.substring(equals + 1));
                name.ifPresent(known -> value.ifPresent(text -> decoded.putIfAbsent(known, text)));
            }
        }
        return decoded;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
