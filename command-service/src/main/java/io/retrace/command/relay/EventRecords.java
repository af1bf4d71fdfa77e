package io.retrace.command.relay;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import io.retrace.topic.Topics;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event as a Kafka record: a CloudEvent 1.0 in binary mode whose value is the whole envelope and whose key is the
 * stream (design section 3). The same event makes the same record, as long as the log is not restored: positions that a
 * restored log gives again are told apart by the incarnation.
 */
final class EventRecords {

    /** Every event of a deployment comes from its one log; which deployment, the topic's cluster tells. */
    private static final URI SOURCE = URI.create("/retrace");

    private final EventCodec codec;

    EventRecords(EventCodec codec) {
        this.codec = codec;
    }

    /** The record of an event that this incarnation of the log publishes. */
    ProducerRecord<String, byte[]> of(EventEnvelope envelope, int incarnation) {
        var stream = envelope.stream();
        var event = CloudEventBuilder.v1()
                .withId(envelope.id().toString())
                .withSource(SOURCE)
                .withType(envelope.type().wireName())
                .withSubject(stream)
                .withTime(envelope.event().at().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withExtension("sequence", "%019d".formatted(envelope.position()))
                .withExtension("incarnation", String.valueOf(incarnation))
                .withExtension("partitionkey", stream)
                .withExtension("traceparent", traceparent(envelope))
                .withData(codec.whole(envelope))
                .build();
        return KafkaMessageFactory.createWriter(Topics.EVENTS, stream).writeBinary(event);
    }

    private static String traceparent(EventEnvelope envelope) {
        return "00-" + envelope.origin().traceId() + "-" + spanId(envelope.id()) + "-01";
    }

    /** The id's second half: random, and never the zero that the W3C forbids, because of the UUID's variant bits. */
    private static String spanId(EventId id) {
        return HexFormat.of().toHexDigits(id.value().getLeastSignificantBits());
    }
}
