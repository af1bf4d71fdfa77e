package io.retrace.courier;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.model.event.Origin;
import io.retrace.model.event.RecoveryEvent.RecoveryEmailRequested;
import io.retrace.model.event.RecoveryId;
import io.retrace.model.event.Sealed;
import io.retrace.model.event.SealedLetter;
import io.retrace.model.event.SecretId;
import io.retrace.model.event.SecretMac;
import io.retrace.topic.TestBroker;
import io.retrace.topic.TopicWriter;
import io.retrace.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as the relay puts them on Kafka. */
public final class TestEvents {

    private static final EventCodec CODEC = new EventCodec();

    private TestEvents() {}

    /** Somebody asks for a letter. */
    public static EventEnvelope letterRequested(
            RecoveryId flow, int generation, SealedLetter letter, Instant expiresAt) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var requested = new RecoveryEmailRequested(
                flow,
                generation,
                new SecretId(UUID.randomUUID()),
                new SecretMac(1, "MAC"),
                expiresAt,
                Optional.empty(),
                Optional.empty(),
                new Sealed("day-2026-11-22", "c2VhbGVk"),
                letter,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
        var origin = new Origin(
                "anonymous",
                Optional.empty(),
                "none",
                Optional.empty(),
                "0af7651916cd43dd8448eb211c80319c",
                flow.stream(),
                Optional.empty(),
                "p",
                "test");
        return new EventEnvelope(
                new EventId(UUID.randomUUID()), generation, generation, now, origin, List.of(), requested);
    }

    /** Puts it on Kafka. */
    public static void send(EventEnvelope envelope) {
        TestBroker.sendEvent(envelope.stream(), envelope.type().wireName(), CODEC.whole(envelope));
    }

    /** Puts all of them on Kafka. */
    public static void send(List<EventEnvelope> envelopes) throws InterruptedException {
        try (var writer = new TopicWriter(TestBroker.bootstrapServers(), "test")) {
            writer.write(envelopes.stream().map(TestEvents::published).toList());
        }
    }

    private static ProducerRecord<String, byte[]> published(EventEnvelope envelope) {
        var published = new ProducerRecord<>(Topics.EVENTS, envelope.stream(), CODEC.whole(envelope));
        published.headers().add("ce_type", envelope.type().wireName().getBytes(StandardCharsets.UTF_8));
        return published;
    }
}
