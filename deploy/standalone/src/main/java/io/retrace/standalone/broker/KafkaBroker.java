package io.retrace.standalone.broker;

import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker and its KRaft controller as one node inside this JVM, on 127.0.0.1, with its records, cluster id and
 * node id under the data directory. A killed JVM loses nothing that was acknowledged; a power failure may lose what
 * the operating system had not yet written, as with any Kafka of one node. There is no shutdown hook: the caller
 * decides what stops after what, and calls {@link #close()}. A failing disk ends the JVM, as it ends any broker.
 */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the node and returns when it takes clients. The controller takes any free port, another one at each start.
     *
     * @param dataDirectory made if absent; gets {@code kafka}
     * @throws CannotListenException when the port is taken
     */
    public static KafkaBroker start(Path dataDirectory, int port) {
        LoopbackPort.requireFree("Kafka", port);
        QuietLogs.apply();
        Path directory = formatted(dataDirectory.resolve("kafka").toAbsolutePath());
        var config = KafkaConfig.fromProps(NodeSettings.of(directory, port, LoopbackPort.findFree()));
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
        return new KafkaBroker(server, port);
    }

    private static Path formatted(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(directory.resolve("meta.properties"))) {
                format(directory);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot use its data directory " + directory, e);
        }
    }

    private static void format(Path directory) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NodeSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka cannot format its data directory " + directory, e);
        }
    }

    /** What a client's {@code bootstrap.servers} wants. */
    public String bootstrapServers() {
        return LoopbackPort.HOST + ":" + port;
    }

    /** Stops the node in order, within seconds; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
