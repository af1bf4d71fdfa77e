package io.retrace.query.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of the newest events that were found are of each kind.
 *
 * @param counted how many were looked at
 * @param counts by facet: value, and how many have it; of networks the most frequent, of hours the newest
 */
record Facets(long counted, Map<String, Map<String, Long>> counts) {

    /** How many events are looked at, at most: so a count costs the same however long the log is. */
    static final int EVENTS_MAX = 50_000;

    static final int NETWORKS_MAX = 20;
    static final int HOURS_MAX = 1_000;

    /** One value of a facet. */
    record Count(String facet, String value, long events) {}

    static Facets of(List<Count> all) {
        var counts = new LinkedHashMap<String, Map<String, Long>>();
        for (var facet : List.of("type", "outcome", "network", "hour")) {
            counts.put(facet, new LinkedHashMap<>());
        }
        all.forEach(count -> counts.computeIfAbsent(count.facet(), _ -> new LinkedHashMap<>())
                .put(count.value(), count.events()));
        long counted = all.stream()
                .filter(count -> count.facet().equals("outcome"))
                .mapToLong(Count::events)
                .sum();
        return new Facets(counted, counts);
    }

    /** Whether all that was found was looked at. */
    boolean isComplete() {
        return counted < EVENTS_MAX;
    }
}
