package io.retrace.query.console.search;

import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Links;
import io.retrace.query.console.Moment;
import io.retrace.wire.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a search page is asked, which is what its URL says: filters, a range, and where the page before ended.
 *
 * @param values by name, none of them empty
 */
record Asked(Map<String, String> values) {

    /** How far back one can look by a click. */
    private static final Map<String, Duration> RANGES = Map.of(
            "1h", Duration.ofHours(1), "24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

    private static final String ALL = "all";
    private static final String USUAL = "7d";

    private static final List<String> FILTERS =
            List.of("outcome", "type", "identity", "address", "flow", "session", "client", "agent", "actor", "trace");

    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        var known = new TreeSet<>(FILTERS);
        known.addAll(List.of("range", "from", "to", "cursor"));
        return known;
    }

    /** What a URL asks; what a form left empty is not asked. An address that stands there goes no further. */
    static Asked of(HttpServletRequest request) {
        var query = Query.of(request);
        if (query.values().stream().anyMatch(value -> value.contains("@"))) {
            throw new MalformedSearch("an address does not belong into a URL: type it into the search field");
        }
        var values = new LinkedHashMap<String, String>();
        query.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                throw new MalformedSearch("there is no such field; there are " + String.join(", ", KNOWN));
            }
            if (!value.isBlank()) {
                values.put(name, value.strip());
            }
        });
        return new Asked(values);
    }

    /** What narrows the search, by name, in the order of the page. */
    Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        FILTERS.forEach(name -> value(name).ifPresent(value -> filters.put(name, value)));
        return filters;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The range that was chosen by a click; empty when it was typed. */
    Optional<String> range() {
        return isTyped() ? Optional.empty() : Optional.of(value("range").orElse(USUAL));
    }

    private boolean isTyped() {
        return value("from").isPresent() || value("to").isPresent();
    }

    /** The same as the audit trail is asked. */
    Map<String, List<String>> parameters(Instant now) {
        var parameters = new LinkedHashMap<String, List<String>>();
        filters()
                .forEach(
                        (name, value) -> parameters.put(name.equals("address") ? "address_mac" : name, List.of(value)));
        value("from").map(Moment::typed).ifPresent(from -> parameters.put("from", List.of(from)));
        value("to").map(Moment::typed).ifPresent(to -> parameters.put("to", List.of(to)));
        range().ifPresent(range -> {
            if (range.equals(ALL)) {
                parameters.put("from_position", List.of("1"));
            } else {
                parameters.put("from", List.of(since(range, now)));
            }
        });
        return parameters;
    }

    /** To the minute, so that the next page is one of the same search. */
    private static String since(String range, Instant now) {
        var back = Optional.ofNullable(RANGES.get(range))
                .orElseThrow(() -> new MalformedSearch("range must be 1h, 24h, 7d, 30d or all"));
        return now.minus(back)
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                .toString();
    }

    /** The same search narrowed, from its first page. */
    Asked with(String name, String value) {
        var more = new LinkedHashMap<>(without("cursor").values);
        more.put(name, value);
        return new Asked(more);
    }

    /** The same search at another time: what a range means then is said. */
    Asked pinned(Instant now) {
        var pinned = new LinkedHashMap<>(without("range").values);
        var parameters = parameters(now);
        if (parameters.containsKey("from_position")) {
            pinned.put("range", ALL);
        } else {
            parameters.getOrDefault("from", List.of()).forEach(from -> pinned.put("from", from));
        }
        return new Asked(pinned);
    }

    Asked without(String... names) {
        var less = new LinkedHashMap<>(values);
        Set.of(names).forEach(less::remove);
        return new Asked(less);
    }

    /** Its page. */
    String url(Links links) {
        var query = values.entrySet().stream()
                .map(value -> value.getKey() + "=" + Links.encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return links.to("/events") + (query.isEmpty() ? "" : "?" + query);
    }
}
