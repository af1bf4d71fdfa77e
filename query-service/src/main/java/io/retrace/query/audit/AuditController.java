package io.retrace.query.audit;

import io.retrace.log.StreamReader;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.RecoveryEvent;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.wire.flow.RecoveryJson;
import io.retrace.wire.http.Answers;
import io.retrace.wire.http.ApiError;
import io.retrace.wire.http.Query;
import io.retrace.wire.http.WireJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of a recovery, and its flow document as it was; personal data stays closed. */
@RestController
final class AuditController {

    /** RFC 3339 knows no other years, and PostgreSQL not all that Java does. */
    private static final String FOUR_DIGIT_YEAR = "\\d{4}-.*";

    private final AuditTable table;
    private final StreamReader streams;
    private final EventCodec codec;
    private final RecoveryJson json;

    AuditController(AuditTable table, StreamReader streams, EventCodec codec, RecoveryJson json) {
        this.table = table;
        this.streams = streams;
        this.codec = codec;
        this.json = json;
    }

    @GetMapping("/admin/audit/recoveries/{id}")
    ResponseEntity<byte[]> history(@PathVariable("id") String text) {
        return Query.uuid(text)
                .map(RecoveryId::new)
                .map(this::history)
                .orElseGet(() -> ApiError.notLocated().answer());
    }

    private ResponseEntity<byte[]> history(RecoveryId id) {
        var story = table.story(id.stream());
        if (story.isEmpty()) {
            return ApiError.notLocated().answer();
        }
        var body = WireJson.mapper().createObjectNode().put("recovery", id.toString());
        var events = body.putArray("events");
        story.forEach(envelope -> events.add(entry(envelope)));
        return Answers.json(200, body);
    }

    /** The envelope's own fields, closed as they are, and how the event reads. */
    private ObjectNode entry(EventEnvelope envelope) {
        var whole = WireJson.mapper().readTree(codec.whole(envelope));
        var judged = Judged.of(envelope.event());
        var entry = WireJson.mapper().createObjectNode();
        for (var name : new String[] {"position", "sequence", "stream", "id", "type", "at", "recorded_at", "actor"}) {
            entry.set(name, whole.get(name));
        }
        copy(whole, entry, "client_address");
        copy(whole, entry, "trace_id");
        copy(whole, entry, "policy_hash");
        entry.put("outcome", judged.outcome().text());
        entry.put("reason", judged.reason());
        copy(whole, entry, "data");
        return entry;
    }

    private static void copy(JsonNode from, ObjectNode to, String name) {
        if (from.has(name)) {
            to.set(name, from.get(name));
        }
    }

    /**
     * The flow document as clients saw it once the log had reached a position, or at a time.
     *
     * @param asOf a position, or an RFC 3339 time: the last position recorded at or before it
     */
    @GetMapping("/admin/audit/recoveries/{id}/document")
    ResponseEntity<byte[]> document(
            @PathVariable("id") String text, @RequestParam(name = "as_of", defaultValue = "") String asOf) {
        var position = position(asOf);
        if (position.isEmpty()) {
            return ApiError.of(HttpStatus.BAD_REQUEST, "as_of must be a position or an RFC 3339 time")
                    .answer();
        }
        return Query.uuid(text)
                .flatMap(id -> document(new RecoveryId(id), position.get()))
                .map(document -> Answers.json(200, json.of(document, Optional.empty())))
                .orElseGet(() -> ApiError.notLocated().answer());
    }

    private Optional<Long> position(String asOf) {
        try {
            if (asOf.matches("\\d{1,18}")) {
                return Optional.of(Long.valueOf(asOf));
            }
            return asOf.matches(FOUR_DIGIT_YEAR)
                    ? Optional.of(table.positionAt(Instant.parse(asOf)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Optional<RecoveryDocument> document(RecoveryId id, long position) {
        var document = Optional.<RecoveryDocument>empty();
        for (var envelope : streams.read(id.stream(), 0)) {
            if (envelope.position() > position) {
                break;
            }
            document = RecoveryDocument.evolve(document, (RecoveryEvent) envelope.event());
        }
        return document;
    }
}
