package io.retrace.topic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real broker, one for all tests of the module; it keeps its records and its port when it is stopped and resumed. */
public final class TestBroker {

    private TestBroker() {}

    /** Starts with the first test that wants it. */
    private static final class Embedded {
        private static final KafkaClusterTestKit CLUSTER = start();
    }

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
            return cluster;
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not start", e);
        }
    }

    public static String bootstrapServers() {
        return Embedded.CLUSTER.bootstrapServers();
    }

    /** Makes the topics, as the relay does. */
    public static void makeTopics() {
        try {
            new Topics(bootstrapServers(), (short) 1).makeMissing();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a topic of one partition that takes records up to a size. */
    public static void makeTopic(String topic, int bytesMax) {
        var limited = new NewTopic(topic, 1, (short) 1)
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytesMax)));
        ask(admin -> admin.createTopics(List.of(limited)).all());
    }

    /** From now on a topic takes records up to this size. */
    public static void limit(String topic, int bytesMax) {
        var limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytesMax)), OpType.SET);
        ask(admin -> admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(limit)))
                .all());
    }

    /** A topic is gone, with all that it had. */
    public static void delete(String topic) {
        ask(admin -> admin.deleteTopics(List.of(topic)).all());
    }

    private static void ask(Function<Admin, KafkaFuture<Void>> question) {
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            question.apply(admin).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The broker goes away. */
    public static void stop() {
        server().shutdown();
        server().awaitShutdown();
    }

    /** It comes back, with all that it had. */
    public static void resume() {
        server().startup();
    }

    private static BrokerServer server() {
        return Embedded.CLUSTER.brokers().values().iterator().next();
    }

    /** Every record of a topic with this key, in order. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        return records(bootstrapServers(), topic, key);
    }

    /** The same of any broker. */
    public static List<ConsumerRecord<String, byte[]>> records(String bootstrapServers, String topic, String key) {
        return all(bootstrapServers, topic).stream()
                .filter(next -> key.equals(next.key()))
                .toList();
    }

    /** Every record of a topic, in order per partition. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic) {
        return all(bootstrapServers(), topic);
    }

    private static List<ConsumerRecord<String, byte[]>> all(String bootstrapServers, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
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
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** A record's headers as text. */
    public static Map<String, String> headers(ConsumerRecord<String, byte[]> published) {
        var headers = new TreeMap<String, String>();
        published
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /** Forgets every record of a topic; one that is missing stays missing. */
    public static void clear(String bootstrapServers, String topic) {
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var all = new HashMap<TopicPartition, RecordsToDelete>();
            for (int partition = 0; partition < topics(bootstrapServers).getOrDefault(topic, 0); partition++) {
                all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        } catch (Exception e) {
            throw new IllegalStateException(topic + " cannot be cleared", e);
        }
    }

    /** Puts a record on a topic. */
    public static void send(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, key, value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts an event on {@code retrace.events}, as the relay does. */
    public static void sendEvent(String stream, String type, byte[] value) {
        var event = new ProducerRecord<>(Topics.EVENTS, stream, value);
        event.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        send(event);
    }

    private static void send(ProducerRecord<String, byte[]> next) {
        try (var producer = TopicClients.producer(bootstrapServers(), "test")) {
            var _ = producer.send(next);
        }
    }

    /** The number of partitions of each topic there is. */
    public static Map<String, Integer> topics(String bootstrapServers) throws Exception {
        try (var admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var described = admin.describeTopics(admin.listTopics().names().get())
                    .allTopicNames()
                    .get();
            var sizes = new TreeMap<String, Integer>();
            described.forEach(
                    (name, topic) -> sizes.put(name, topic.partitions().size()));
            return sizes;
        }
    }
}
