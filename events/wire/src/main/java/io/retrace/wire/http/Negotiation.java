package io.retrace.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who wants JSON (spec section 1.4). */
public final class Negotiation {

    private static final String JSON = "application/json";

    /** How paths of flows end whose answer is JSON to whoever asks. */
    private static final List<String> FOR_MACHINES = List.of("/api", "/flows", "/errors");

    private static final List<String> OFFERS = List.of("text/html", "text/*", "*/*", JSON);

    private Negotiation() {}

    /** Whether a submit or an error is answered as JSON: by Accept, or because the body is exactly JSON. */
    public static boolean isJson(HttpServletRequest request) {
        return JSON.equals(request.getContentType()) || JSON.equals(best(request.getHeader("Accept")));
    }

    /** Whether the start of a flow is answered as JSON: by Accept alone. */
    public static boolean acceptsJson(HttpServletRequest request) {
        return JSON.equals(best(request.getHeader("Accept")));
    }

    /** Whether it is a person's browser that goes there: to a step of a flow, and not for JSON. */
    static boolean isPerson(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.startsWith("/self-service/") && FOR_MACHINES.stream().noneMatch(path::endsWith) && !isJson(request);
    }

    /** The offer that the header likes best; of equally liked ones the most explicitly named, then HTML. */
    private static String best(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return OFFERS.getFirst();
        }
        return Arrays.stream(accept.split(",", -1))
                .map(Range::parse)
                .filter(range -> range.quality() > 0 && range.matches(OFFERS))
                .max(Comparator.comparingDouble(Range::quality)
                        .thenComparingInt(Range::explicitness)
                        .thenComparing(range -> !range.offer().equals(JSON)))
                .map(Range::offer)
                .orElse(OFFERS.getFirst());
    }

    private record Range(String type, double quality) {

        static Range parse(String text) {
            var parts = text.strip().toLowerCase(Locale.ROOT).split(";", -1);
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                var parameter = parts[i].strip();
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2));
                }
            }
            return new Range(parts[0].strip(), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return 0;
            }
        }

        boolean matches(List<String> offers) {
            return offers.contains(type) || type.equals("application/*");
        }

        int explicitness() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }

        String offer() {
            return type.equals("application/*") ? JSON : type;
        }
    }
}
