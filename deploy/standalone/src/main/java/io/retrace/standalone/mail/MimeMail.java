package io.retrace.standalone.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** What a mail's bytes say (RFC 5322, RFC 2045). Reading never fails: of a broken mail all of it is the text. */
record MimeMail(String subject, String text, Optional<String> html, Map<String, List<String>> headers) {

    /** Deeper parts are not looked at; a mail client nests two or three. */
    private static final int DEPTH_MAX = 20;

    private static final String STREAM_PROVIDER = "jakarta.mail.util.StreamProvider";

    static {
        // else Jakarta Mail searches the class path for it several times a mail: more than half of all its work
        if (System.getProperty(STREAM_PROVIDER) == null) {
            System.setProperty(STREAM_PROVIDER, MailStreamProvider.class.getName());
        }
    }

    private static final Session SESSION = Session.getInstance(new Properties());

    MimeMail {
        headers = Collections.unmodifiableMap(headers);
    }

    static MimeMail parse(byte[] raw) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            List<Part> leaves = new ArrayList<>();
            collectLeaves(message, 0, leaves);
            return new MimeMail(
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    first("text/plain", leaves).orElse(""),
                    first("text/html", leaves),
                    headers(message));
        } catch (MessagingException | IOException _) {
            String all = new String(raw, StandardCharsets.ISO_8859_1);
            return new MimeMail("", withPlainLineEnds(all), Optional.empty(), Map.of());
        }
    }

    /** The parts that are neither multipart nor attachment, in their order. */
    private static void collectLeaves(Part part, int depth, List<Part> leaves) throws MessagingException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || depth > DEPTH_MAX) {
            return;
        }
        if (!part.isMimeType("multipart/*")) {
            leaves.add(part);
            return;
        }
        // not part.getContent(): that searches the class path for a handler, once a mail
        var parts = new MimeMultipart(part.getDataHandler().getDataSource());
        for (int i = 0; i < parts.getCount(); i++) {
            collectLeaves(parts.getBodyPart(i), depth + 1, leaves);
        }
    }

    private static Optional<String> first(String type, List<Part> leaves) throws MessagingException, IOException {
        for (Part leaf : leaves) {
            if (leaf.isMimeType(type)) {
                return Optional.of(withPlainLineEnds(content(leaf)));
            }
        }
        return Optional.empty();
    }

    private static String content(Part part) throws MessagingException, IOException {
        return new String(part.getInputStream().readAllBytes(), charset(part));
    }

    /** UTF-8 holds also for the default, US-ASCII (RFC 2046, 4.1.2); in Latin-1 at least every byte is a character. */
    private static Charset charset(Part part) throws MessagingException {
        String name = new ContentType(part.getContentType()).getParameter("charset");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException _) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>())
                    .add(MimeUtility.unfold(header.getValue()));
        }
        return headers;
    }

    private static String withPlainLineEnds(String text) {
        return text.replace("\r\n", "\n");
    }
}
