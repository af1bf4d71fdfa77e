package io.retrace.command.feedback;

import io.retrace.model.event.EventId;
import io.retrace.model.event.LetterEvent;
import io.retrace.model.event.LetterEvent.Failure;
import io.retrace.model.event.LetterEvent.LetterDelivered;
import io.retrace.model.event.LetterEvent.LetterFailed;
import io.retrace.model.event.LetterId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the courier says of one letter.
 *
 * @param correlationId the stream of the lifecycle that the letter belongs to
 * @param traceId W3C trace id of the request that asked for the letter
 */
record DeliveryReport(LetterEvent event, String correlationId, String traceId) {

    private static final JsonMapper json = JsonMapper.builder().build();
    private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern STREAM = Pattern.compile("[a-z]+-[0-9a-f-]{1,64}");
    private static final Pattern CHANNEL = Pattern.compile("[a-z]{1,32}");
    /** Beyond these no view could hold it. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int ATTEMPTS_MAX = 1_000_000;

    /**
     * Reads a record's value.
     *
     * @throws Malformed when it is no report; neither message nor cause holds content
     */
    static DeliveryReport read(byte @Nullable [] value) {
        if (value == null) {
            throw new Malformed();
        }
        try {
            var report = json.readTree(value);
            return new DeliveryReport(
                    event(report), matching(STREAM, report, "correlation_id"), matching(TRACE_ID, report, "trace_id"));
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            throw new Malformed();
        }
    }

    /** The event that asked for the letter; the letter has its id. */
    EventId cause() {
        return new EventId(event.letterId().value());
    }

    private static LetterEvent event(JsonNode report) {
        var letter = new LetterId(UUID.fromString(text(report, "letter_id")));
        var at = Instant.parse(text(report, "at")).truncatedTo(ChronoUnit.MICROS);
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new IllegalArgumentException("at");
        }
        int attempts = report.path("attempts").asInt(-1);
        if (attempts < 0 || attempts > ATTEMPTS_MAX) {
            throw new IllegalArgumentException("attempts");
        }
        return switch (text(report, "outcome")) {
            case "delivered" -> new LetterDelivered(letter, matching(CHANNEL, report, "channel"), attempts, at);
            case "failed" -> new LetterFailed(letter, failure(text(report, "reason")), attempts, at);
            default -> throw new IllegalArgumentException("outcome");
        };
    }

    private static Failure failure(String reason) {
        return Failure.valueOf(reason.toUpperCase(Locale.ROOT));
    }

    private static String matching(Pattern pattern, JsonNode report, String field) {
        var text = text(report, field);
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    private static String text(JsonNode report, String field) {
        return report.path(field).asString("");
    }

    /** A record that is no report. */
    static final class Malformed extends RuntimeException {
        Malformed() {
            super("the record is no delivery report");
        }
    }
}
