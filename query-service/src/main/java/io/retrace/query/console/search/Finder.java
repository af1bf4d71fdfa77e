package io.retrace.query.console.search;

import io.retrace.model.event.EventType;
import io.retrace.query.audit.AuditTrail;
import io.retrace.query.audit.MalformedSearch;
import io.retrace.query.console.Links;
import io.retrace.wire.http.ClientAddress.Network;
import io.retrace.wire.http.Query;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out what somebody pasted: an address, an id of whatever, a network, a trace, a position, the name of an event. */
final class Finder {

    private static final String TRACE = "[0-9a-fA-F]{32}";
    private static final String POSITION = "[1-9]\\d{0,17}";

    /** What an id may be of; of most that is asked for, the first is right. */
    private static final List<String> IDS = List.of("flow", "identity", "session");

    private final Links links;
    private final AuditTrail trail;

    Finder(Links links, AuditTrail trail) {
        this.links = links;
        this.trail = trail;
    }

    /** The page that shows it. */
    String find(String text) {
        if (text.isEmpty()) {
            return links.to("/events");
        }
        if (text.contains("@")) {
            return trail.reference(text)
                    .map(mac -> links.timeline("address", mac.toString()))
                    .orElseThrow(Finder::nothing);
        }
        return Query.uuid(text)
                .map(id -> ofId(id.toString()))
                .or(() -> Optional.of(text)
                        .filter(position -> position.matches(POSITION))
                        .map(Long::valueOf)
                        .map(links::event))
                .or(() -> Optional.of(text)
                        .filter(trace -> trace.matches(TRACE))
                        .map(trace -> links.events("trace", trace)))
                .or(() -> Network.of(text).map(network -> links.events("client", text)))
                .or(() -> type(text).map(type -> links.events("type", type)))
                .orElseThrow(Finder::nothing);
    }

    private String ofId(String id) {
        var kind = IDS.stream().filter(name -> isKnown(name, id)).findFirst().orElse("session");
        return switch (kind) {
            case "flow" -> links.recovery(id);
            case "identity" -> links.identity(id);
            default -> links.events(kind, id);
        };
    }

    private boolean isKnown(String filter, String id) {
        var asked = Map.of(filter, List.of(id), "from_position", List.of("1"), "limit", List.of("1"));
        return !trail.events(asked, Optional.empty()).path("entries").isEmpty();
    }

    private static Optional<String> type(String text) {
        var wanted = text.toLowerCase(Locale.ROOT);
        return java.util.Arrays.stream(EventType.values())
                .map(EventType::wireName)
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(wanted))
                .findFirst();
    }

    private static MalformedSearch nothing() {
        return new MalformedSearch("what was typed is no address, id, network, trace, position or name of an event");
    }
}
