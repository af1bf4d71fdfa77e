package io.retrace.courier.channel;

import io.retrace.courier.channel.DeliveryResult.Accepted;
import io.retrace.courier.channel.DeliveryResult.Away;
import io.retrace.courier.channel.DeliveryResult.Deferred;
import io.retrace.courier.channel.DeliveryResult.Refused;
import io.retrace.courier.letter.Message;
import io.retrace.model.event.LetterId;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Mail over SMTP (RFC 5321). What the server answers decides: 2xx is accepted, 4xx deferred, 5xx refused; while
 * connecting, the login or TLS fail, it is away, which no letter is charged with. When the connection breaks before the last
 * answer the mail may have gone out, and the next attempt repeats it under the same Message-ID. So does a server that takes
 * more than 30 s for one answer or 45 s in all, when a virtual thread delivers.
 */
public final class SmtpChannel implements Channel {

    /** Answers to us and not to the letter: log in, encrypt (RFC 4954, RFC 3207). */
    private static final Set<Integer> OUR_OWN_FAULT = Set.of(530, 534, 535, 538);

    /** Less than a claim's lease, so that no two attempts at one letter are ever under way. */
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(45);

    private static final String STREAM_PROVIDER = "jakarta.mail.util.StreamProvider";
    private static final int CHAIN_MAX = 10;

    static {
        // else Jakarta Mail searches the class path for it several times a mail
        if (System.getProperty(STREAM_PROVIDER) == null) {
            System.setProperty(STREAM_PROVIDER, MailStreamProvider.class.getName());
        }
    }

    private final SmtpConnections connections;
    private final MailWriter writer;
    private final Duration attemptMax;
    private final ScheduledExecutorService alarms;

    /**
     * A channel to one mail server; it connects when there is a letter.
     *
     * @param connectionUri which server and how (see the settings)
     * @param fromName may be empty
     */
    public SmtpChannel(URI connectionUri, String fromAddress, String fromName, Clock clock) {
        this(connectionUri, fromAddress, fromName, clock, ATTEMPT_MAX);
    }

    SmtpChannel(URI connectionUri, String fromAddress, String fromName, Clock clock, Duration attemptMax) {
        var server = MailServer.of(connectionUri);
        var from = MailWriter.from(fromAddress, fromName);
        var session = Session.getInstance(server.sessionProperties(from.getAddress()));
        this.connections = new SmtpConnections(server, session);
        this.writer = new MailWriter(session, from, clock);
        this.attemptMax = attemptMax;
        this.alarms = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("smtp-alarm").daemon().factory());
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public DeliveryResult deliver(LetterId id, Message message) {
        try (var _ = new Deadline(attemptMax, alarms)) {
            return send(id, MailWriter.recipient(message.recipient()), message);
        } catch (AddressException _) {
            return new Refused("recipient");
        }
    }

    private DeliveryResult send(LetterId id, InternetAddress recipient, Message message) {
        SmtpConnections.Connection connection;
        try {
            connection = connections.take();
        } catch (AuthenticationFailedException _) {
            return new Away("authentication");
        } catch (MessagingException _) {
            return new Away("connection");
        }
        try {
            var mail = writer.write(id, recipient, message);
            connection.transport().sendMessage(mail, new Address[] {recipient});
            connections.giveBack(connection);
            return new Accepted();
        } catch (MessagingException e) {
            connections.drop(connection);
            return judge(replyCode(e));
        }
    }

    private static DeliveryResult judge(int code) {
        if (code >= 500 && code < 600 && !OUR_OWN_FAULT.contains(code)) {
            return new Refused("smtp-" + code);
        }
        return new Deferred(code >= 400 && code < 600 ? "smtp-" + code : "connection");
    }

    /** The server's answer as it stands in the exception or one that it chains; -1 when there was none. */
    private static int replyCode(MessagingException e) {
        Exception link = e;
        int code = -1;
        for (int i = 0; i < CHAIN_MAX && code < 0 && link instanceof MessagingException next; i++) {
            code = switch (next) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> -1;
            };
            link = next.getNextException();
        }
        return code;
    }

    @Override
    public void close() {
        connections.close();
        alarms.shutdownNow();
    }
}
