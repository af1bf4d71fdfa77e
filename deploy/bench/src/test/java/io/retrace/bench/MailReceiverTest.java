package io.retrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailReceiverTest {

    @Test
    void a_code_reaches_whoever_waits_for_it() throws IOException, InterruptedException {
        var mailbox = new Mailbox();
        int port = FreePorts.find(1).getFirst();
        try (var _ = MailReceiver.start(port, mailbox)) {
            var expected = mailbox.expect("one@example.org");
            long before = System.nanoTime();

            send(port, "two@example.org", "111111");
            send(port, "one@example.org", "222222");

            assertThat(expected.await()).hasValueSatisfying(mail -> {
                assertThat(mail.code()).isEqualTo("222222");
                assertThat(mail.arrivedNanos()).isBetween(before, System.nanoTime());
            });
        }
    }

    private static void send(int port, String recipient, String code) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(in.readLine()).startsWith("220");
            for (var line : List.of("HELO test", "MAIL FROM:<a@example.org>", "RCPT TO:<" + recipient + ">")) {
                socket.getOutputStream().write(Bytes.ascii(line + "\r\n"));
                assertThat(in.readLine()).startsWith("250");
            }
            socket.getOutputStream().write(Bytes.ascii("DATA\r\n"));
            assertThat(in.readLine()).startsWith("354");
            socket.getOutputStream().write(Bytes.ascii("Subject: test\r\n\r\n" + code + "\r\n.\r\n"));
            assertThat(in.readLine()).startsWith("250");
        }
    }
}
