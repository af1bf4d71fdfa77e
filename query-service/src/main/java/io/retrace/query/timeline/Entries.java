package io.retrace.query.timeline;

import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.SessionEvent.SessionIssued;
import io.retrace.query.asof.Histories;
import io.retrace.query.asof.SessionAsOf;
import io.retrace.query.audit.Judged;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events as entries of a timeline: each with what led to it, what came of it, and what is odd about its time. */
final class Entries {

    /** Nodes whose clocks are further apart than that should not sign anything (requirements, R76). */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private final TimelineTable table;
    private final Histories histories;
    private final SessionAsOf sessions;

    Entries(TimelineTable table, Histories histories) {
        this.table = table;
        this.histories = histories;
        this.sessions = new SessionAsOf(histories);
    }

    ArrayNode json(List<EventEnvelope> events, Page page) {
        var causes = table.positions(events.stream()
                .flatMap(envelope -> envelope.origin().causationId().stream())
                .distinct()
                .toList());
        var fates = histories.fates(
                events.stream()
                        .filter(envelope -> envelope.event() instanceof RecoveryEmailRequested)
                        .map(EventEnvelope::id)
                        .toList(),
                page.until());
        var networks =
                table.networks(events.stream().map(EventEnvelope::position).toList());
        var entries = WireJson.mapper().createArrayNode();
        var before = page.after() == 0 ? Optional.<Instant>empty() : table.recordedAt(page.after());
        for (var envelope : events) {
            var entry = entry(envelope, causes);
            gap(before, envelope, page).ifPresent(gap -> entry.put("gap_before_ms", gap.toMillis()));
            Optional.ofNullable(networks.get(envelope.position())).ifPresent(network -> entry.put("network", network));
            consequences(entry, envelope, fates, page);
            entries.add(entry);
            before = Optional.of(envelope.recordedAt());
        }
        return entries;
    }

    private static ObjectNode entry(EventEnvelope envelope, Map<EventId, Long> causes) {
        var origin = envelope.origin();
        var judged = Judged.of(envelope.event());
        var entry = WireJson.mapper().createObjectNode();
        entry.put("position", envelope.position());
        entry.put("id", envelope.id().toString());
        entry.put("stream", envelope.stream());
        entry.put("type", envelope.type().wireName());
        entry.put("at", envelope.event().at().toString());
        entry.put("recorded_at", envelope.recordedAt().toString());
        entry.put("actor", origin.actor());
        entry.put("trace_id", origin.traceId());
        entry.put("correlation", origin.correlationId());
        entry.put("policy_hash", origin.policyHash());
        entry.put("software", origin.software());
        entry.put("outcome", judged.outcome().text());
        entry.put("reason", judged.reason());
        envelope.event().identity().ifPresent(id -> entry.put("identity", id.toString()));
        origin.causationId().map(causes::get).ifPresent(position -> entry.put("caused_by", position));
        var skew = Duration.between(envelope.event().at(), envelope.recordedAt());
        if (skew.abs().compareTo(SKEW) > 0) {
            entry.put("skew_ms", skew.toMillis());
        }
        return entry;
    }

    private static Optional<Duration> gap(Optional<Instant> before, EventEnvelope envelope, Page page) {
        return before.map(last -> Duration.between(last, envelope.recordedAt()))
                .filter(gap -> gap.compareTo(page.gap()) > 0);
    }

    private void consequences(ObjectNode entry, EventEnvelope envelope, Map<EventId, EventEnvelope> fates, Page page) {
        switch (envelope.event()) {
            case RecoveryEmailRequested _ -> entry.set("letter", fate(Optional.ofNullable(fates.get(envelope.id()))));
            case SessionIssued issued ->
                sessions.state(issued.sessionId(), page.until()).ifPresent(state -> entry.set("session", state));
            default -> {}
        }
    }

    private static ObjectNode fate(Optional<EventEnvelope> fate) {
        var json = WireJson.mapper().createObjectNode();
        json.put("fate", fate.map(Entries::words).orElse("on its way"));
        fate.ifPresent(envelope -> json.put("position", envelope.position()));
        return json;
    }

    private static String words(EventEnvelope fate) {
        return fate.event() instanceof LetterFailed failed
                ? "failed: " + failed.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "delivered";
    }
}
