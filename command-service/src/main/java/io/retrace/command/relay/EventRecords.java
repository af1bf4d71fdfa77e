package io.retrace.command.relay;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.Topics;
import io.retrace.wire.event.CloudEvents;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An event as a Kafka record: a CloudEvent 1.0 in binary mode whose value is the whole envelope and whose key is the
 * stream (design section 3). The same event makes the same record, as long as the log is not restored: positions that a
 * restored log gives again are told apart by the incarnation.
 */
final class EventRecords {

    private final CloudEvents events;

    EventRecords(EventCodec codec) {
        this.events = new CloudEvents(codec);
    }

    /** The record of an event that this incarnation of the log publishes. */
    ProducerRecord<String, byte[]> of(EventEnvelope envelope, int incarnation) {
        var stream = envelope.stream();
        var event = events.of(envelope, incarnation);
        return KafkaMessageFactory.createWriter(Topics.EVENTS, stream).writeBinary(event);
    }
}
