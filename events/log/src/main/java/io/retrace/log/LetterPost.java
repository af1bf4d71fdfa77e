package io.retrace.log;

import io.retrace.model.event.SealedLetter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Closes letters for the courier under its newest public key. */
public final class LetterPost {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final String NEWEST = """
            select id, public_key, valid_until from log.courier_key
             where valid_from <= :now and valid_until > :now
             order by valid_from desc, id
             limit 1""";

    private final EventDatabase database;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(LetterCloser closer, Instant validUntil, Instant seenAt) {}

    public LetterPost(EventDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Closes a letter.
     *
     * @param stream the stream that asks for it
     * @throws LogUnavailable when the courier has published no key yet
     */
    public SealedLetter close(LetterContent content, String stream) {
        return current().closer().close(content, stream);
    }

    private Known current() {
        var now = clock.instant();
        var seen = known;
        if (seen != null
                && seen.seenAt().plus(REMEMBERED).isAfter(now)
                && seen.validUntil().isAfter(now)) {
            return seen;
        }
        var newest = newest(now).orElseThrow(() -> new LogUnavailable("the courier has published no key"));
        known = newest;
        return newest;
    }

    private Optional<Known> newest(Instant now) {
        return database.pool()
                .jdbc()
                .sql(NEWEST)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query((row, _) -> new Known(
                        LetterSeal.closer(row.getString("id"), row.getBytes("public_key")),
                        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
                        now))
                .optional();
    }
}
