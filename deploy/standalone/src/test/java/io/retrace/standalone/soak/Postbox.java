package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps the latest code of each recipient, and refuses some in words that repeat their address. */
final class Postbox implements AutoCloseable {

    /** Whoever's address begins with it gets no mail. */
    static final String REFUSED = "refused-";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CODE = Pattern.compile("(?m)^\\h*(\\d{6})\\h*\\r?$");

    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final int port = LoopbackPort.findFree();
    private final SMTPServer server = SMTPServer.port(port)
            .bindAddress(LoopbackPort.address(port).getAddress())
            .hostName("localhost")
            .messageHandlerFactory(_ -> new Transaction())
            .build();

    Postbox() {
        server.start();
    }

    String uri() {
        return "smtp://127.0.0.1:" + port + "/?disable_starttls=true";
    }

    /** Waits for a letter to the address. */
    String codeFor(String address) {
        return await().atMost(PATIENCE).until(() -> codes.getOrDefault(address, ""), code -> !code.isEmpty());
    }

    void awaitRefused(String address) {
        await().atMost(PATIENCE).until(() -> refused.containsKey(address));
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Transaction implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipient.startsWith(REFUSED)) {
                refused.put(recipient, recipient);
                throw new RejectException(550, "5.1.1 <" + recipient + ">: no such user here");
            }
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            var codeLine = CODE.matcher(new String(data.readAllBytes(), UTF_8));
            if (codeLine.find()) {
                recipients.forEach(recipient -> codes.put(recipient, codeLine.group(1)));
            }
            return null;
        }

        @Override
        public void done() {}
    }
}
