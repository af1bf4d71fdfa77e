package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.mail.MailCatcher;
import io.retrace.standalone.port.LoopbackPort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The mail server goes away and comes back; Retrace is not restarted. */
@NullMarked
class MailOutageTest {

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(3);

    @Test
    void without_the_mail_server_commands_go_on_and_once_it_is_back_each_letter_comes_once() {
        // given
        int smtpPort = LoopbackPort.findFree();
        int httpPort = LoopbackPort.findFree();
        var first = MailCatcher.start(smtpPort, httpPort);
        try (var retrace = StandaloneFixture.start(Map.of(
                "retrace.courier.smtp.connection_uri", "smtp://127.0.0.1:" + smtpPort + "/?disable_starttls=true",
                "retrace.courier.message_retries", "2",
                "retrace.courier.retry_pause_max", "500ms"))) {
            var there = retrace.endpoints();
            var mail = URI.create("http://127.0.0.1:" + httpPort);
            var client = new NativeClient(new Endpoints(there.publicBase(), there.adminBase(), there.uiBase(), mail));
            client.recoverNew(address());
            // when
            first.close();
            // then
            var emails = List.of(address(), address(), address());
            emails.forEach(client::createIdentity);
            var flows = emails.stream().map(email -> client.askForCode(email)).toList();
            assertThat(client.getPublic("/health/ready").status()).isEqualTo(200);
            awaitPutOff(client, 4 * emails.size());
            // when
            try (var _ = MailCatcher.start(smtpPort, httpPort)) {
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
                assertThat(client.submitCode(flows.getFirst(), client.mailedCode(emails.getFirst()))
                                .text("/state"))
                        .isEqualTo("passed_challenge");
            }
        } finally {
            first.close();
        }
    }

    /** The server is away for longer than a letter that it refuses for now would be tried. */
    private static void awaitPutOff(NativeClient client, int times) {
        await().atMost(RECOVERY).until(() -> putOff(client) >= times);
    }

    private static double putOff(NativeClient client) {
        return client.getAdmin("/metrics/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("retrace_letters_total{outcome=\"put_off\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private static String address() {
        return "mail-" + UUID.randomUUID() + "@example.org";
    }
}
