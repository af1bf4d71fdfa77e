package io.retrace.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server that the courier sends to: takes every mail and puts its code into the mailbox. */
final class MailReceiver implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 256;

    private final SMTPServer server;

    private MailReceiver(SMTPServer server) {
        this.server = server;
    }

    static MailReceiver start(int port, Mailbox mailbox) {
        SMTPServer server = SMTPServer.port(port)
                .bindAddress(InetAddress.ofLiteral(Connection.HOST))
                .hostName("localhost")
                .maxConnections(CONNECTIONS_MAX)
                .insertReceivedHeaders(false)
                .executorService(Executors.newCachedThreadPool(
                        Thread.ofPlatform().name("smtp-", 0).daemon().factory()))
                .messageHandlerFactory(_ -> new Transaction(mailbox))
                .build();
        server.start();
        return new MailReceiver(server);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** One mail; it goes to one recipient. */
    private static final class Transaction implements MessageHandler {

        private final Mailbox mailbox;
        private String recipient = "";

        Transaction(Mailbox mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String address) {
            recipient = address;
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            byte[] mail = data.readAllBytes();
            long arrivedNanos = System.nanoTime();
            Codes.lastAloneOnALine(mail)
                    .ifPresent(code -> mailbox.deliver(recipient, new Mailbox.Mail(code, arrivedNanos)));
            return null;
        }

        @Override
        public void done() {}
    }
}
