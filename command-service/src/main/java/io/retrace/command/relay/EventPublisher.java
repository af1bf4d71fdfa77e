package io.retrace.command.relay;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.topic.TopicWriter;
import io.retrace.topic.TopicWriter.NotAcknowledged;
import java.util.List;

/** Puts events on Kafka, in order per stream; after one that fails, none that is behind it gets there. */
final class EventPublisher implements AutoCloseable {

    private final EventRecords records;
    private final TopicWriter writer;

    EventPublisher(EventCodec codec, String bootstrapServers) {
        this.records = new EventRecords(codec);
        this.writer = new TopicWriter(bootstrapServers, "retrace-relay");
    }

    /**
     * Publishes all of it, and returns once the broker has acknowledged each.
     *
     * @param incarnation of the log that they come from
     * @throws NotAcknowledged when it did not; from the first that is not acknowledged on, all are to be published again
     */
    void publish(List<EventEnvelope> events, int incarnation) throws InterruptedException {
        writer.write(
                events.stream().map(event -> records.of(event, incarnation)).toList());
    }

    @Override
    public void close() {
        writer.close();
    }
}
