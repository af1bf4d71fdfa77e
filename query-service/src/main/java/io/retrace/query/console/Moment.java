package io.retrace.query.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times in the form fields of browsers, which know no zones: here they are UTC. */
public final class Moment {

    private Moment() {}

    /** What was typed as the services take it, RFC 3339; what is something else as it is, for them to refuse. */
    public static String typed(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException _) {
            return text;
        }
    }

    /** As a field for date and time holds it, to the second. */
    public static String field(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
