package io.retrace.standalone.mail;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The SMTP side: any sender, any recipient; a mail is in the store before the client hears that it was taken. */
final class SmtpReceiver implements AutoCloseable {

    /** A client above it is told 421 and tries again. */
    private static final int CONNECTIONS_MAX = 64;

    private static final int RECIPIENTS_MAX = 100;
    private static final int MAIL_BYTES_MAX = 10 * 1024 * 1024;
    private static final int IDLE_MS_MAX = 300_000;

    private final SMTPServer server;
    private final int port;

    private SmtpReceiver(SMTPServer server, int port) {
        this.server = server;
        this.port = port;
    }

    static SmtpReceiver start(int port, MailStore store, Clock clock) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(LoopbackPort.address(port).getAddress())
                .hostName("localhost")
                .softwareName("Retrace mail catcher")
                .maxConnections(CONNECTIONS_MAX)
                .maxRecipients(RECIPIENTS_MAX)
                .maxMessageSize(MAIL_BYTES_MAX)
                .connectionTimeoutMs(IDLE_MS_MAX)
                .insertReceivedHeaders(false)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .messageHandlerFactory(_ -> new Transaction(store, clock))
                .build();
        server.start();
        return new SmtpReceiver(server, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One mail, from MAIL FROM to the end of DATA. */
    private static final class Transaction implements MessageHandler {

        private final MailStore store;
        private final Clock clock;
        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        Transaction(MailStore store, Clock clock) {
            this.store = store;
            this.clock = clock;
        }

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            byte[] raw = data.readNBytes(MAIL_BYTES_MAX + 1);
            if (raw.length > MAIL_BYTES_MAX) {
                // the client reads no answer before it has sent all
                data.transferTo(OutputStream.nullOutputStream());
                throw new RejectException(552, "The mail is larger than " + MAIL_BYTES_MAX + " bytes");
            }
            store.add(from, recipients, raw, clock.instant());
            return null;
        }

        @Override
        public void done() {}
    }
}
