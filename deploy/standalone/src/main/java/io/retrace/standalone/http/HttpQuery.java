package io.retrace.standalone.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request; of a repeated one the last counts. */
public record HttpQuery(Map<String, String> parameters) {

    public HttpQuery {
        parameters = Map.copyOf(parameters);
    }

    /**
     * The parameters of a query.
     *
     * @param raw as sent, without the question mark
     * @throws IllegalArgumentException when it is not percent-encoded as it should be
     */
    public static HttpQuery parse(@Nullable String raw) {
        Map<String, String> parameters = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return new HttpQuery(parameters);
    }

    /** What was sent under the name; empty also when that is blank. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A number, 0 where none was sent.
     *
     * @throws IllegalArgumentException when it is there and no number from 0 to {@code max}
     */
    public long number(String name, long max) {
        String value = value(name).orElse("0");
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) > max) {
            throw new IllegalArgumentException(name + " must be a number from 0 to " + max);
        }
        return Long.parseLong(value);
    }

    /** A plus sign stays one: addresses have them, and nobody sends a form here. */
    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
