package io.retrace.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.standalone.OtherJvm;
import io.retrace.standalone.port.CannotListenException;
import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    @TempDir
    Path data;

    private final int port = LoopbackPort.findFree();

    @Test
    void records_offsets_and_cluster_id_are_there_after_a_restart() throws Exception {
        // given
        String clusterId;
        try (var broker = KafkaBroker.start(data, port)) {
            var clients = new Clients(broker);
            clusterId = clients.clusterId();
            clients.createTopic("kept");
            clients.send("kept", "one", "two", "three");
            assertThat(clients.read("reader", "kept", 2)).containsExactly("one", "two");
        }
        // when
        try (var broker = KafkaBroker.start(data, port)) {
            var clients = new Clients(broker);
            // then
            assertThat(clients.clusterId()).isEqualTo(clusterId);
            assertThat(clients.read("reader", "kept", 1)).containsExactly("three");
            assertThat(clients.read("newcomer", "kept", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void an_acknowledged_record_survives_a_killed_jvm() throws IOException, InterruptedException {
        // given
        OtherJvm.runUntilReadyThenKill(BrokerLeftBehind.class, data, port);
        // when
        try (var broker = KafkaBroker.start(data, port)) {
            // then
            assertThat(new Clients(broker).read("reader", "crashed", 1)).containsExactly("acknowledged");
        }
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        // given
        try (var taken = new ServerSocket()) {
            taken.bind(LoopbackPort.address(port));
            // when, then
            assertThatThrownBy(() -> KafkaBroker.start(data, port))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("Kafka cannot listen on 127.0.0.1:" + port + ": the port is taken");
        }
    }
}
