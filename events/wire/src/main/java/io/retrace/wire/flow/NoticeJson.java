package io.retrace.wire.flow;

import io.retrace.model.event.Notice;
import io.retrace.wire.http.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A notice as a message of the wire: number, text, kind, context (spec section 18). */
final class NoticeJson {

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(1050001, "Your changes have been saved!"),
            Map.entry(
                    1060002,
                    "An email containing a recovery link has been sent to the email address you provided. If you have"
                            + " not received an email, check the spelling of the address and make sure to use the"
                            + " address you registered with."),
            Map.entry(
                    1060003,
                    "An email containing a recovery code has been sent to the email address you provided. If you have"
                            + " not received an email, check the spelling of the address and make sure to use the"
                            + " address you registered with."),
            Map.entry(4000007, "An account with the same identifier (email, phone, username, ...) exists already."),
            Map.entry(
                    4000009,
                    "Could not find any login identifiers. Did you forget to set them? This could also be caused by a"
                            + " server misconfiguration."),
            Map.entry(4000031, "The password can not be used because it is too similar to the identifier."),
            Map.entry(4000039, "The new password must be different from the old password."),
            Map.entry(4000040, "Enter a valid email address"),
            Map.entry(
                    4010004, "Could not find a strategy to update your settings. Did you fill out the form correctly?"),
            Map.entry(
                    4010005,
                    "Could not find a strategy to recover your account with. Did you fill out the form correctly?"),
            Map.entry(4060001, "The request was already completed successfully and can not be retried."),
            Map.entry(4060002, "The recovery flow reached a failure state and must be retried."),
            Map.entry(4060004, "The recovery token is invalid or has already been used. Please retry the flow."),
            Map.entry(4060006, "The recovery code is invalid or has already been used. Please try again."));

    private final Opener opener;
    private final String stream;

    NoticeJson(Opener opener, String stream) {
        this.opener = opener;
        this.stream = stream;
    }

    /** The messages of one field; those of the whole flow for the empty field. */
    ArrayNode of(List<Notice> notices, String field) {
        var messages = WireJson.mapper().createArrayNode();
        notices.stream()
                .filter(notice -> notice.field().equals(field))
                .forEach(notice -> messages.add(message(notice)));
        return messages;
    }

    private ObjectNode message(Notice notice) {
        return switch (notice.id()) {
            case 4000001 -> reason(notice);
            case 4000002 -> missing(notice);
            case 4000003 -> length(notice, "min_length", "length must be >= %d, but got %d");
            case 4000004 -> wording(notice, "pattern", "does not match pattern \"%s\"");
            case 4000005 -> wording(notice, "reason", "The password can not be used because %s.");
            case 4000017 -> length(notice, "max_length", "length must be <= %d, but got %d");
            case 4000032 ->
                length(notice, "min_length", "The password must be at least %d characters long, but got %d.");
            case 4000033 ->
                length(notice, "max_length", "The password must be at most %d characters long, but got %d.");
            case 4000034 -> breached(notice);
            case 4000040 -> invalidAddress(notice);
            case 1060001 -> recovered(notice);
            case 4050001 -> expired(notice, "The settings flow expired %.2f minutes ago, please try again.");
            case 4060005 -> expired(notice, "The recovery flow expired %.2f minutes ago, please try again.");
            default -> plain(notice);
        };
    }

    private static ObjectNode plain(Notice notice) {
        var text = TEXTS.get(notice.id());
        if (text == null) {
            throw new IllegalStateException("no text for message " + notice.id());
        }
        return message(notice, text);
    }

    private static ObjectNode message(Notice notice, String text) {
        return WireJson.mapper()
                .createObjectNode()
                .put("id", notice.id())
                .put("text", text)
                .put("type", kind(notice));
    }

    private static String kind(Notice notice) {
        return switch (notice.id()) {
            case 1050001, 1060001 -> "success";
            default -> notice.id() >= 4_000_000 ? "error" : "info";
        };
    }

    private ObjectNode reason(Notice notice) {
        var text = notice.text()
                .or(() -> notice.input().map(input -> opener.open(input, stream)))
                .orElse("");
        var message = message(notice, text);
        message.putObject("context").put("reason", text);
        return message;
    }

    private static ObjectNode missing(Notice notice) {
        var property = notice.field().substring(notice.field().lastIndexOf('.') + 1);
        var message = message(notice, "Property " + property + " is missing.");
        message.putObject("context").put("property", property);
        return message;
    }

    private static ObjectNode wording(Notice notice, String name, String text) {
        var wording = notice.text().orElse("");
        var message = message(notice, String.format(Locale.ROOT, text, wording));
        message.putObject("context").put(name, wording);
        return message;
    }

    private static ObjectNode breached(Notice notice) {
        var message = message(notice, "The password has been found in data breaches and must no longer be used.");
        message.putObject("context").put("breaches", notice.numbers().getFirst());
        return message;
    }

    private static ObjectNode length(Notice notice, String bound, String text) {
        long limit = notice.numbers().get(0);
        long actual = notice.numbers().get(1);
        var message = message(notice, String.format(Locale.ROOT, text, limit, actual));
        message.putObject("context").put(bound, limit).put("actual_length", actual);
        return message;
    }

    private ObjectNode invalidAddress(Notice notice) {
        var input = notice.input().map(closed -> opener.open(closed, stream)).orElse("");
        var message = plain(notice);
        // the peer shows the value as it stood in its JSON: a backslash doubled
        message.putObject("context")
                .put("value", new String(JsonStringEncoder.getInstance().quoteAsCharArray(input)));
        return message;
    }

    private static ObjectNode recovered(Notice notice) {
        var until = Instant.ofEpochMilli(notice.numbers().get(0));
        double minutes = minutes(Instant.ofEpochMilli(notice.numbers().get(1)), until);
        var message = message(
                notice,
                String.format(
                        Locale.ROOT,
                        "You successfully recovered your account. Please change your password or set up an alternative"
                                + " login method (e.g. social sign in) within the next %.2f minutes.",
                        minutes));
        message.putObject("context")
                .put("privilegedSessionExpiresAt", until.toString())
                .put("privileged_session_expires_at", until.toString())
                .put("privileged_session_expires_at_unix", until.getEpochSecond());
        return message;
    }

    private static ObjectNode expired(Notice notice, String text) {
        var expiredAt = Instant.ofEpochMilli(notice.numbers().get(0));
        double minutes =
                minutes(expiredAt, Instant.ofEpochMilli(notice.numbers().get(1)));
        var message = message(notice, String.format(Locale.ROOT, text, minutes));
        message.putObject("context")
                .put("expired_at", expiredAt.toString())
                .put("expired_at_unix", expiredAt.getEpochSecond());
        return message;
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 60_000.0;
    }
}
