package io.retrace.courier;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real broker with the topics that there are, one for all tests of the module. */
public final class TestBroker {

    private static final short ONE_COPY = 1;
    private static final KafkaClusterTestKit CLUSTER = start();

    private TestBroker() {}

    private static KafkaClusterTestKit start() {
        try {
            var nodes = new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    // not the default, which is deleted under the running broker when the JVM ends
                    .setBaseDirectory(Files.createTempDirectory(Path.of("target"), "kafka"))
                    .build();
            var cluster = new KafkaClusterTestKit.Builder(nodes)
                    .setConfigProp("auto.create.topics.enable", "false")
                    .setConfigProp("offsets.topic.num.partitions", "1")
                    .setConfigProp("offsets.topic.replication.factor", "1")
                    .setConfigProp("group.initial.rebalance.delay.ms", "0")
                    .build();
            cluster.format();
            cluster.startup();
            cluster.waitForReadyBrokers();
            makeTopics(cluster);
            return cluster;
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not start", e);
        }
    }

    private static void makeTopics(KafkaClusterTestKit cluster) throws Exception {
        try (var admin = cluster.admin()) {
            admin.createTopics(List.of(
                            new NewTopic("retrace.events", 8, ONE_COPY),
                            new NewTopic("retrace.deliveries", 8, ONE_COPY),
                            new NewTopic("retrace.events.dead", 1, ONE_COPY)))
                    .all()
                    .get();
        }
    }

    public static String bootstrapServers() {
        return CLUSTER.bootstrapServers();
    }

    /** Puts an event on {@code retrace.events}, as the relay does. */
    public static void send(String stream, String type, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var event = new ProducerRecord<>("retrace.events", stream, value);
            event.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
            var _ = producer.send(event);
        }
    }

    /** Every record of a topic with this key, in order. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var next : consumer.poll(Duration.ofMillis(100))) {
                    if (key.equals(next.key())) {
                        records.add(next);
                    }
                }
            }
            return records;
        }
    }
}
