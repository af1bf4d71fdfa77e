package io.retrace.model.event;

import io.retrace.model.budget.Spend;
import io.retrace.model.flow.RecoveryDocument;
import io.retrace.model.flow.SettingsDocument;
import io.retrace.model.policy.Policy;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Envelope to bytes and back; the only place that knows the format. Bytes are RFC 8785, so that the same event has the
 * same bytes for ever. The log stores an event's <em>body</em>: all of the envelope but {@code position} and
 * {@code recorded_at}, which the append function assigns. Kafka carries the <em>whole</em> envelope (ADR-0009).
 */
public final class EventCodec {

    private static final String TENANT = "default";

    private final JsonMapper json = CanonicalJson.mapper();

    /** What the log stores of an event that it is about to take. */
    public byte[] body(EventId id, long sequence, Origin origin, List<Spend> spends, Event event) {
        return json.writeValueAsBytes(bodyOf(id, sequence, origin, spends, event));
    }

    /** What Kafka carries: the body, and what the log assigned. */
    public byte[] whole(EventEnvelope envelope) {
        ObjectNode tree = json.valueToTree(
                bodyOf(envelope.id(), envelope.sequence(), envelope.origin(), envelope.spends(), envelope.event()));
        tree.put("position", envelope.position());
        tree.put("recorded_at", envelope.recordedAt().toString());
        return json.writeValueAsBytes(tree);
    }

    /**
     * An event as the log returns it.
     *
     * @throws UnreadableEvent when this version does not know the type or the bytes are no envelope
     */
    public EventEnvelope read(long position, Instant recordedAt, byte[] body) {
        try {
            return envelope(position, recordedAt, json.readValue(body, Body.class));
        } catch (JacksonException | ClassCastException | NullPointerException e) {
            throw new UnreadableEvent("the event at position " + position + " is no envelope", e);
        }
    }

    /**
     * An event as it arrives from Kafka.
     *
     * @throws UnreadableEvent when this version does not know the type or the bytes are no envelope
     */
    public EventEnvelope read(byte[] whole) {
        try {
            var tree = (ObjectNode) json.readTree(whole);
            long position = tree.remove("position").longValue();
            var recordedAt = Instant.parse(tree.remove("recorded_at").stringValue());
            return envelope(position, recordedAt, json.treeToValue(tree, Body.class));
        } catch (JacksonException | ClassCastException | NullPointerException | DateTimeParseException e) {
            throw new UnreadableEvent("the record is no envelope", e);
        }
    }

    /** A policy's identity: SHA-256 over its canonical form, hex. */
    public String hash(Policy policy) {
        return Sha256.hex(json.writeValueAsBytes(policy));
    }

    /** A document's identity: SHA-256 over its canonical form, hex. Its numbers must be whole. */
    public String hash(JsonNode document) {
        return Sha256.hex(json.writeValueAsBytes(document));
    }

    /** What a policy says, as it stands in the log. */
    public JsonNode content(Policy policy) {
        return json.valueToTree(policy);
    }

    /**
     * A policy with some of its limits changed.
     *
     * @param changes a policy as {@code PolicyChanged} holds it, in part
     * @throws IllegalArgumentException when that is no policy, or a limit is out of its bounds
     */
    public Policy policy(Policy base, JsonNode changes) {
        try {
            ObjectNode whole = json.valueToTree(base);
            lay(changes, whole);
            return json.treeToValue(whole, Policy.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static void lay(JsonNode changes, ObjectNode over) {
        for (var change : changes.properties()) {
            if (change.getValue().isObject() && over.get(change.getKey()) instanceof ObjectNode inner) {
                lay(change.getValue(), inner);
            } else {
                over.set(change.getKey(), change.getValue());
            }
        }
    }

    /** A flow document as a view keeps it; what is closed stays closed. */
    public byte[] document(RecoveryDocument document) {
        return json.writeValueAsBytes(document);
    }

    /** A flow document as a view keeps it; what is closed stays closed. */
    public byte[] document(SettingsDocument document) {
        return json.writeValueAsBytes(document);
    }

    /** A kept document. */
    public <T> T document(byte[] kept, Class<T> type) {
        return json.readValue(kept, type);
    }

    private Body bodyOf(EventId id, long sequence, Origin origin, List<Spend> spends, Event event) {
        ObjectNode data = json.valueToTree(event);
        data.remove("at");
        var type = EventType.of(event);
        return new Body(
                origin.actor(),
                event.at().toString(),
                origin.causationId(),
                origin.clientAddress(),
                origin.clientAddressSource(),
                origin.correlationId(),
                data,
                id,
                origin.policyHash(),
                type.schemaVersion(),
                sequence,
                origin.software(),
                spends.isEmpty() ? Optional.empty() : Optional.of(spends),
                event.stream(),
                TENANT,
                origin.traceId(),
                type.wireName(),
                origin.userAgent());
    }

    private EventEnvelope envelope(long position, Instant recordedAt, Body body) {
        var type = EventType.named(body.type)
                .orElseThrow(() -> new UnreadableEvent("this version does not know the type " + body.type));
        var data = (ObjectNode) body.data;
        data.put("at", body.at); // read once, as the event's own
        var origin = new Origin(
                body.actor,
                body.clientAddress,
                body.clientAddressSource,
                body.userAgent,
                body.traceId,
                body.correlationId,
                body.causationId,
                body.policyHash,
                body.software);
        return new EventEnvelope(
                body.id,
                position,
                body.sequence,
                recordedAt,
                origin,
                body.spends.orElse(List.of()),
                json.treeToValue(data, type.eventClass()));
    }

    /** Bytes that are no event this version can read. The message holds no content. */
    public static final class UnreadableEvent extends RuntimeException {
        UnreadableEvent(String message) {
            super(message);
        }

        UnreadableEvent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private record Body(
            String actor,
            String at,
            Optional<EventId> causationId,
            Optional<Sealed> clientAddress,
            String clientAddressSource,
            String correlationId,
            JsonNode data,
            EventId id,
            String policyHash,
            int schemaVersion,
            long sequence,
            String software,
            Optional<List<Spend>> spends,
            String stream,
            String tenant,
            String traceId,
            String type,
            Optional<Sealed> userAgent) {}
}
