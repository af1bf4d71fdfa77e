package io.retrace.query.console.search;

import io.retrace.model.event.EventType;
import io.retrace.query.audit.AuditTrail;
import io.retrace.query.console.Entry;
import io.retrace.query.console.Frame;
import io.retrace.query.console.Words;
import io.retrace.query.console.search.SearchPage.Counts;
import io.retrace.query.console.search.SearchPage.Facet;
import io.retrace.wire.flow.Opener;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Makes search pages of what the audit trail answers. */
final class SearchPages {

    private static final String ROWS = "50";
    private static final int NETWORKS = 8;
    private static final int PERCENT = 100;

    private static final Map<String, String> RANGES = ranges();

    private final AuditTrail trail;

    SearchPages(AuditTrail trail) {
        this.trail = trail;
    }

    private static Map<String, String> ranges() {
        var ranges = new LinkedHashMap<String, String>();
        ranges.put("1h", "1 hour");
        ranges.put("24h", "24 hours");
        ranges.put("7d", "7 days");
        ranges.put("30d", "30 days");
        ranges.put("all", "all time");
        return ranges;
    }

    /** @param opener opens what is personal; empty where that stays closed */
    SearchPage page(Frame frame, Asked asked, Optional<Opener> opener) {
        var parameters = new LinkedHashMap<>(asked.parameters(frame.now()));
        var facets = trail.facets(Map.copyOf(parameters));
        parameters.put("limit", List.of(ROWS));
        asked.value("cursor").ifPresent(cursor -> parameters.put("cursor", List.of(cursor)));
        var found = trail.events(parameters, opener);
        var outcomes = counts(facets.path("outcome"));
        long counted = facets.path("counted").asLong(0);
        return new SearchPage(
                frame,
                asked,
                filters(frame, asked),
                chosen(frame, asked),
                new Counts(
                        counted,
                        outcomes.getOrDefault("failure", 0L),
                        outcomes.getOrDefault("success", 0L),
                        facets.path("complete").asBoolean(true)),
                List.of(
                        facet(frame, asked, "type", "What", facets, counted),
                        facet(frame, asked, "client", "Networks", facets, counted)),
                bars(facets.path("hour")),
                found.path("entries").valueStream().map(Entry::new).toList(),
                Optional.ofNullable(found.path("next").asString(null))
                        .map(next ->
                                asked.pinned(frame.now()).with("cursor", next).url(frame.links())),
                opener.isPresent());
    }

    private static List<Chip> filters(Frame frame, Asked asked) {
        var chips = asked.filters().entrySet().stream()
                .map(filter -> Chip.of(
                        name(filter.getKey()),
                        shown(filter.getKey(), filter.getValue()),
                        asked.without(filter.getKey(), "cursor").url(frame.links()),
                        false));
        var typed = asked.range().isPresent()
                ? Stream.<Chip>empty()
                : Stream.of(Chip.of(
                        "recorded",
                        asked.value("from").orElse("…") + " to "
                                + asked.value("to").orElse("now"),
                        asked.without("from", "to", "cursor").url(frame.links()),
                        false));
        return Stream.concat(chips, typed).toList();
    }

    private static String name(String filter) {
        return switch (filter) {
            case "identity" -> "account";
            case "flow" -> "recovery";
            case "client" -> "network";
            case "agent" -> "software";
            case "type" -> "what";
            default -> filter;
        };
    }

    private static String shown(String filter, String value) {
        return switch (filter) {
            case "type" -> Words.title(value);
            case "address" -> "one that was typed";
            default -> Words.brief(value);
        };
    }

    private static List<Chip> chosen(Frame frame, Asked asked) {
        var here = asked.range().orElse("");
        return RANGES.entrySet().stream()
                .map(range -> Chip.of(
                        range.getValue(),
                        range.getKey(),
                        asked.without("from", "to")
                                .with("range", range.getKey())
                                .url(frame.links()),
                        range.getKey().equals(here)))
                .toList();
    }

    private static Facet facet(Frame frame, Asked asked, String name, String title, JsonNode facets, long counted) {
        var field = name.equals("client") ? "network" : name;
        var chips = counts(facets.path(field)).entrySet().stream()
                .limit(name.equals("client") ? NETWORKS : EventType.values().length)
                .map(count -> new Chip(
                        name.equals("type") ? Words.title(count.getKey()) : count.getKey(),
                        count.getKey(),
                        asked.with(name, count.getKey()).url(frame.links()),
                        count.getValue(),
                        Math.toIntExact(PERCENT * count.getValue() / Math.max(1, counted)),
                        asked.value(name).filter(count.getKey()::equals).isPresent()))
                .toList();
        return new Facet(title, chips);
    }

    private static Map<String, Long> counts(JsonNode facet) {
        var counts = new LinkedHashMap<String, Long>();
        facet.forEach(count -> counts.put(
                count.path("value").asString(""), count.path("events").asLong(0)));
        return counts;
    }

    private static Bars bars(JsonNode hours) {
        var counts = new LinkedHashMap<Instant, Long>();
        counts(hours).forEach((hour, events) -> counts.put(Instant.parse(hour), events));
        return Bars.of(counts);
    }
}
