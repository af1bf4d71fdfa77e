package io.retrace.wire.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.model.event.EventId;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * An event as a CloudEvent 1.0 whose data is the whole envelope (design section 3): the same on Kafka and in an export.
 * Positions that a restored log gives again are told apart by the incarnation.
 */
public final class CloudEvents {

    /** Every event of a deployment comes from its one log; which deployment, whoever reads it knows. */
    private static final URI SOURCE = URI.create("/retrace");

    private final EventCodec codec;

    public CloudEvents(EventCodec codec) {
        this.codec = codec;
    }

    /** An event that this incarnation of the log holds. */
    public CloudEvent of(EventEnvelope envelope, int incarnation) {
        var stream = envelope.stream();
        return CloudEventBuilder.v1()
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
    }

    private static String traceparent(EventEnvelope envelope) {
        return "00-" + envelope.origin().traceId() + "-" + spanId(envelope.id()) + "-01";
    }

    /** The id's second half: random, and never the zero that the W3C forbids, because of the UUID's variant bits. */
    private static String spanId(EventId id) {
        return HexFormat.of().toHexDigits(id.value().getLeastSignificantBits());
    }
}
