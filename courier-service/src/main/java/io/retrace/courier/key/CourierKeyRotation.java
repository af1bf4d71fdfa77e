package io.retrace.courier.key;

import io.retrace.courier.CourierDatabase;
import io.retrace.log.CourierKeys;
import io.retrace.log.CourierKeys.Pair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new pair of keys each day (UTC), one for all nodes. Letters are closed for the newest; should the courier be away,
 * a pair serves {@link #PUBLISHED} and no longer. Private halves are destroyed after {@link #KEPT}, so that every
 * letter can be opened for a day at least, which is longer than any secret lives.
 */
public final class CourierKeyRotation implements AutoCloseable {

    private static final Duration PUBLISHED = Duration.ofDays(6);
    private static final Duration KEPT = Duration.ofDays(7);

    /** Nodes whose clock is this far behind may close letters for a new pair at once. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(5);

    private static final Duration CHECK = Duration.ofSeconds(1);
    private static final int ID_BYTES = 4;
    private static final Logger log = LoggerFactory.getLogger(CourierKeyRotation.class);

    private final PrivateKeyTable table;
    private final CourierKeys keys;
    private final LetterOpeners openers;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ScheduledExecutorService scheduler;
    private volatile @Nullable LocalDate published;

    /** Starts to rotate, at once and then whenever a day has begun. */
    CourierKeyRotation(PrivateKeyTable table, CourierKeys keys, LetterOpeners openers, Clock clock) {
        this.table = table;
        this.keys = keys;
        this.openers = openers;
        this.clock = clock;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("courier-keys").daemon().factory());
        var _ = scheduler.scheduleWithFixedDelay(this::check, 0, CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether a key of this courier is published, so that letters can be closed for it. */
    public boolean hasPublished() {
        return published != null;
    }

    /** Destroys every private half; for a database that was restored. */
    public static void destroyAll(CourierDatabase database) {
        new PrivateKeyTable(database).destroyAll();
    }

    private void check() {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(published)) {
            return;
        }
        try {
            rotate(today, now);
            published = today;
        } catch (RuntimeException e) {
            log.warn(
                    "today's courier key is not published yet, it is tried again cause={}",
                    e.getClass().getSimpleName());
        }
    }

    private void rotate(LocalDate today, Instant now) {
        var pair = table.ofDay(today)
                .or(() -> {
                    table.add(today, make(today), now);
                    return table.ofDay(today);
                })
                .orElseThrow(() -> new IllegalStateException("the key of today is gone again"));
        keys.publish(pair, now.minus(CLOCKS_DIFFER_MAX), now.plus(PUBLISHED));
        int destroyed = table.destroyMadeBefore(now.minus(KEPT));
        openers.forget();
        log.info("letters are closed for key={} destroyed={}", pair.id(), destroyed);
    }

    /** The id is random beside the day: a lost and rebuilt courier database must not reuse one. */
    private Pair make(LocalDate day) {
        var salt = new byte[ID_BYTES];
        random.nextBytes(salt);
        return keys.make(day + "-" + HexFormat.of().formatHex(salt));
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
