package io.retrace.standalone.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The page for people: one static template, everything escaped, nothing loaded but its own style sheet. */
final class InboxPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private final String style = resource("inbox.css");
    private final Template template =
            Mustache.compiler().escapeHTML(true).defaultValue("").compile(resource("inbox.html"));
    private final String contentSecurityPolicy =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    .formatted(sha256(style));

    HttpAnswer show(List<CaughtMail> mails) {
        List<Map<String, Object>> rows = mails.stream().map(InboxPage::row).toList();
        String html = template.execute(Map.of("style", style, "mails", rows, "none", rows.isEmpty()));
        return HttpAnswer.html(html, contentSecurityPolicy);
    }

    private static Map<String, Object> row(CaughtMail mail) {
        return Map.of(
                "seq", mail.seq(),
                "to", mail.to(),
                "subject", mail.subject().isBlank() ? "(no subject)" : mail.subject(),
                "text", mail.text(),
                "at", mail.receivedAt().toString(),
                "time", TIME.format(mail.receivedAt()),
                "code", mail.code().orElse(""),
                "link", mail.link().orElse(""));
    }

    private static String resource(String name) {
        try (InputStream in = InboxPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
