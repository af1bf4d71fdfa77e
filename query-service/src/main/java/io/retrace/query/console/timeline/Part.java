package io.retrace.query.console.timeline;

import io.retrace.query.console.Links;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which part of a timeline a page shows, as its URL says it.
 *
 * @param values by name, none of them empty
 */
record Part(Map<String, String> values) {

    private static final String AFTER = "after";
    private static final String AS_OF = "as_of";
    private static final List<String> NAMES = List.of(AS_OF, AFTER, "limit", "gap");

    static Part of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        NAMES.forEach(name -> Query.parameter(request, name).ifPresent(value -> values.put(name, value)));
        return new Part(values);
    }

    /** Whether it ends now, and at no moment of the past. */
    boolean isUntilNow() {
        return !values.containsKey(AS_OF);
    }

    /** What comes behind a position, of the same. */
    Part after(long position) {
        var later = new LinkedHashMap<>(values);
        later.put(AFTER, Long.toString(position));
        return new Part(later);
    }

    /** Its page, at the URL of the whole timeline. */
    String url(String timeline) {
        return values.entrySet().stream()
                .map(value -> "&" + value.getKey() + "=" + Links.encoded(value.getValue()))
                .collect(Collectors.joining("", timeline, ""));
    }
}
