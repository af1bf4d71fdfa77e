package io.retrace.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The last record of each partition of a topic; read by no group, so that nobody's offset moves. */
final class TopicEnds {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final String topic;

    TopicEnds(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /**
     * Reads them; a partition that holds nothing gives nothing.
     *
     * @throws KafkaException when the broker does not answer
     */
    List<ConsumerRecord<String, byte[]>> read() {
        try (var consumer = TopicClients.consumer(bootstrapServers, "retrace-topic-ends", 1)) {
            var ends = ends(consumer);
            consumer.assign(ends.keySet());
            ends.forEach((partition, end) -> consumer.seek(partition, end - 1));
            return read(consumer, ends);
        }
    }

    private Map<TopicPartition, Long> ends(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions); // the client warns of each that it is asked about and does not hold
        var begins = consumer.beginningOffsets(partitions);
        var ends = new HashMap<>(consumer.endOffsets(partitions));
        ends.entrySet().removeIf(end -> begins.getOrDefault(end.getKey(), 0L) >= end.getValue());
        return ends;
    }

    private List<ConsumerRecord<String, byte[]>> read(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var last = new ArrayList<ConsumerRecord<String, byte[]>>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the ends of " + topic + " cannot be read");
            }
            consumer.poll(POLL).forEach(last::add);
        }
        return last;
    }
}
