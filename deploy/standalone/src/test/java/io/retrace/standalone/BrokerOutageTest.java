package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.broker.KafkaBroker;
import io.retrace.standalone.port.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back; Retrace is not restarted. */
@NullMarked
class BrokerOutageTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(5);

    @TempDir
    static Path broker;

    @Test
    void without_the_broker_commands_go_on_and_once_it_is_back_each_letter_comes_once() {
        // given
        int port = LoopbackPort.findFree();
        var first = KafkaBroker.start(broker, port);
        try (var retrace =
                StandaloneFixture.start(Map.of("retrace.kafka.bootstrap_servers", first.bootstrapServers()))) {
            var client = new NativeClient(retrace.endpoints());
            client.recoverNew(address());
            // when
            first.close();
            // then
            var emails = List.of(address(), address(), address());
            emails.forEach(client::createIdentity);
            var flows = emails.stream().map(email -> client.askForCode(email)).toList();
            assertThat(client.getPublic("/health/ready").status()).isEqualTo(200);
            assertThat(emails)
                    .allSatisfy(email -> assertThat(client.lettersTo(email)).isZero());
            // when
            try (var _ = KafkaBroker.start(broker, port)) {
                // then
                await().atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(emails)
                                .allSatisfy(email ->
                                        assertThat(client.lettersTo(email)).isEqualTo(1)));
                client.recoverNew(address());
                await().during(QUIET)
                        .atMost(RECOVERY)
                        .untilAsserted(() -> assertThat(emails)
                                .allSatisfy(email ->
                                        assertThat(client.lettersTo(email)).isEqualTo(1)));
                for (int i = 0; i < flows.size(); i++) {
                    var passed = client.submitCode(flows.get(i), client.mailedCode(emails.get(i)));
                    assertThat(passed.text("/state")).isEqualTo("passed_challenge");
                    historyHasTheLetter(client, flows.get(i));
                }
            }
        } finally {
            first.close();
        }
    }

    /** What became of the letter comes back over the broker too. */
    private static void historyHasTheLetter(NativeClient client, String flow) {
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(client.getAdmin("/admin/audit/recoveries/" + flow)
                                .body())
                        .containsOnlyOnce("\"letter.LetterDelivered\""));
    }

    private static String address() {
        return "broker-" + UUID.randomUUID() + "@example.org";
    }
}
