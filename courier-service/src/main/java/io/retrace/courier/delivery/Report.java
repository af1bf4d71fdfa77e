package io.retrace.courier.delivery;

import io.retrace.courier.letter.Letter;
import io.retrace.model.event.LetterEvent.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of a letter, as {@code retrace.deliveries} says it; ids and counts, nothing of what the letter holds.
 *
 * @param outcome {@code delivered} or {@code failed}
 * @param json the value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Report(String outcome, byte[] json) {

    private static final JsonMapper mapper = JsonMapper.builder().build();

    /** A channel took the letter. */
    static Report delivered(Letter letter, String channel, int attempts, Instant at) {
        return new Report("delivered", mapper.writeValueAsBytes(fields(letter, "delivered", channel, attempts, at)));
    }

    /** The letter was given up. */
    static Report failed(Letter letter, Failure reason, String channel, int attempts, Instant at) {
        var fields = fields(letter, "failed", channel, attempts, at);
        fields.put("reason", reason.name().toLowerCase(Locale.ROOT));
        return new Report("failed", mapper.writeValueAsBytes(fields));
    }

    private static Map<String, Object> fields(Letter letter, String outcome, String channel, int attempts, Instant at) {
        var fields = new TreeMap<String, Object>();
        fields.put("letter_id", letter.id().toString());
        fields.put("outcome", outcome);
        fields.put("channel", channel);
        fields.put("attempts", attempts);
        fields.put("at", at.truncatedTo(ChronoUnit.MICROS).toString());
        fields.put("correlation_id", letter.correlationId());
        fields.put("trace_id", letter.traceId());
        return fields;
    }
}
