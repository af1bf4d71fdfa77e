package io.retrace.standalone.broker;

import io.retrace.standalone.port.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of the one node: small, durable for one machine, and without Kafka's defaults for clusters of three. */
final class NodeSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            // topics are made by whoever owns them; a misspelt name must not make one
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            // a lone consumer need not wait for others of its group
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // after a kill the node waits until its former self's session has ended
            Map.entry("broker.heartbeat.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("background.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"),
            Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.cleaner.io.buffer.size", "65536"));

    private NodeSettings() {}

    /**
     * The quorum's voters are written down here and not in the metadata log, so that the controller may listen on
     * another port at each start.
     */
    static Properties of(Path directory, int port, int controllerPort) {
        String clients = "PLAINTEXT://%s:%d".formatted(LoopbackPort.HOST, port);
        String controller = "%s:%d".formatted(LoopbackPort.HOST, controllerPort);
        var properties = new Properties();
        properties.putAll(FIXED);
        properties.setProperty("log.dirs", directory.toString());
        properties.setProperty("listeners", "%s,%s://%s".formatted(clients, CONTROLLER_LISTENER, controller));
        properties.setProperty("advertised.listeners", clients);
        properties.setProperty("controller.quorum.voters", "%d@%s".formatted(NODE_ID, controller));
        return properties;
    }
}
