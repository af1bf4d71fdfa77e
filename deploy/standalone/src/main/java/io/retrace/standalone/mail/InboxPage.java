package io.retrace.standalone.mail;

import io.retrace.standalone.http.HttpAnswer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The page for people: everything escaped, nothing loaded but the style sheet and the icon. */
record InboxPage(List<CaughtMail> mails) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static HttpAnswer of(List<CaughtMail> mails) {
        return HttpAnswer.page(200, JteinboxGenerated::render, new InboxPage(mails), CONTENT_SECURITY_POLICY);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }
}
