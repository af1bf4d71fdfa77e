package io.retrace.standalone.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request; of a repeated one the last counts. */
record HttpQuery(Map<String, String> parameters) {

    HttpQuery {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param raw as sent, without the question mark
     * @throws IllegalArgumentException when it is not percent-encoded as it should be
     */
    static HttpQuery parse(@Nullable String raw) {
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

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws IllegalArgumentException when it is there and no number from 0 to {@code max} */
    long number(String name, long max) {
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
