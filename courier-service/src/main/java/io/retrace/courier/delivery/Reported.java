package io.retrace.courier.delivery;

import io.retrace.model.event.LetterId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A {@link Report} as it is read back.
 *
 * @param at when it was over with the letter
 */
record Reported(LetterId letter, Instant at) {

    private static final JsonMapper mapper = JsonMapper.builder().build();

    /** What a record says; empty for one that is no report. */
    static Optional<Reported> of(byte @Nullable [] json) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            var report = mapper.readTree(json);
            return Optional.of(new Reported(
                    new LetterId(UUID.fromString(report.path("letter_id").asString(""))),
                    Instant.parse(report.path("at").asString(""))));
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
