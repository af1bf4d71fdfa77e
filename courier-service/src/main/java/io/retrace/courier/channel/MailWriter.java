package io.retrace.courier.channel;

import io.retrace.courier.letter.Message;
import io.retrace.model.event.LetterId;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes messages as mails (spec section 12.1): multipart/alternative, UTF-8, quoted-printable. */
final class MailWriter {

    /** RFC 5322, 3.3; in UTC, because Jakarta Mail would tell this host's time zone. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Session session;
    private final InternetAddress from;
    private final Clock clock;

    MailWriter(Session session, InternetAddress from, Clock clock) {
        this.session = session;
        this.from = from;
        this.clock = clock;
    }

    /** The sender: the bare address when there is no name. */
    static InternetAddress from(String address, String name) {
        try {
            var from = new InternetAddress(address, true);
            if (!name.isEmpty()) {
                from.setPersonal(name, StandardCharsets.UTF_8.name());
            }
            return from;
        } catch (AddressException _) {
            throw new IllegalArgumentException("courier.smtp.from_address is no mail address");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }

    /**
     * One recipient's address; one that holds more than an address is none, so that nobody can write headers with it.
     *
     * @throws AddressException when it is no single mail address
     */
    static InternetAddress recipient(String text) throws AddressException {
        var address = new InternetAddress(text, true);
        if (!text.equals(address.getAddress())) {
            throw new AddressException("not a bare address");
        }
        return address;
    }

    MimeMessage write(LetterId id, InternetAddress recipient, Message message) throws MessagingException {
        var mail = new LetterMail(session, id + "@retrace." + domain());
        mail.setFrom(from);
        mail.setRecipient(RecipientType.TO, recipient);
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setHeader("Date", DATE.format(clock.instant()));
        mail.setContent(new MimeMultipart(
                "alternative", part(message.text(), "text/plain"), part(message.html(), "text/html")));
        mail.saveChanges();
        return mail;
    }

    private String domain() {
        var address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        // bytes, because for strings Jakarta Mail looks for a handler each time
        part.setDataHandler(new DataHandler(
                new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type + "; charset=UTF-8")));
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    /** A mail whose Message-ID tells which letter it is, so that a repetition can be recognised. */
    private static final class LetterMail extends MimeMessage {
        private final String messageId;

        LetterMail(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
        }
    }
}
