package io.retrace.standalone;

import io.retrace.standalone.broker.KafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.NullMarked;

/** What a subscriber of {@code retrace.events} has seen, by its headers. */
@NullMarked
final class EventsOnKafka {

    private static final String TOPIC = "retrace.events";

    private EventsOnKafka() {}

    /** An event as it was published; the same one may be published again. */
    record Event(String id, int incarnation, long position) {

        /** What must mean one event. */
        String place() {
            return incarnation + " " + position;
        }
    }

    /** Everything that is on the topic, in order per partition. */
    static List<Event> all(KafkaBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<Event>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(next -> events.add(event(next)));
            }
            return List.copyOf(events);
        }
    }

    private static Event event(ConsumerRecord<byte[], byte[]> next) {
        return new Event(
                header(next, "ce_id"),
                Integer.parseInt(header(next, "ce_incarnation")),
                Long.parseLong(header(next, "ce_sequence")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> next, String name) {
        return new String(next.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
