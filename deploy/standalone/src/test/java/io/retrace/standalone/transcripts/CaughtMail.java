package io.retrace.standalone.transcripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A mail as the catcher shows it.
 *
 * @param type the media type of the whole mail
 */
record CaughtMail(String to, String from, String subject, String type, String text, String html) {

    private static final String LINE_END = "\r\n";

    static CaughtMail of(JsonNode mail) {
        return new CaughtMail(
                field(mail, "to"),
                field(mail, "from"),
                field(mail, "subject"),
                type(mail),
                field(mail, "text"),
                field(mail, "html"));
    }

    /** Says what differs from the recorded mail, and binds its code or link. */
    List<String> differences(Step.Mail expected, Bindings bindings) {
        List<String> differences = new ArrayList<>();
        compare("to", expected.to(), to, bindings, differences);
        compare("from", expected.from(), from, bindings, differences);
        compare("subject", expected.subject(), subject, bindings, differences);
        compare("type", expected.type(), type, bindings, differences);
        compare("text", expected.text(), text, bindings, differences);
        compare("html", expected.html(), html, bindings, differences);
        return differences;
    }

    /** Line ends at the very end do not count: how many are left depends on who cuts the mail into its parts. */
    private static void compare(
            String field, String expected, String actual, Bindings bindings, List<String> differences) {
        bindings.mismatch(withoutLastLineEnds(expected), withoutLastLineEnds(actual.replace(LINE_END, "\n")))
                .ifPresent(what -> differences.add("mail " + field + ": " + what));
    }

    private static String withoutLastLineEnds(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    /** From the Content-Type header; a catcher that hides it still shows whether there are two bodies. */
    private static String type(JsonNode mail) {
        for (var header : mail.path("headers").properties()) {
            if (header.getKey().toLowerCase(Locale.ROOT).equals("content-type")) {
                String value = header.getValue().path(0).asString("");
                int end = value.indexOf(';');
                return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
            }
        }
        return field(mail, "html").isEmpty() ? "text/plain" : "multipart/alternative";
    }

    private static String field(JsonNode mail, String name) {
        return mail.path(name).asString("");
    }
}
