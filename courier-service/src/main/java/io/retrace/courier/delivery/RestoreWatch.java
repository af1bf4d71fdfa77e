package io.retrace.courier.delivery;

import io.retrace.courier.CourierDatabase;
import io.retrace.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Notices that the courier's database was restored from a backup: it does not know what it has reported since. Such a
 * courier would send again what waited then, so it does nothing until {@code after-restore} has run. Looks once, as
 * soon as the broker answers; until then nobody may work either.
 */
public final class RestoreWatch implements AutoCloseable {

    // shorter than settled letters are kept
    private static final Duration REMEMBERED = Duration.ofDays(6);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
    private static final String BEGAN = "select began_at from courier.life";
    private static final Logger log = LoggerFactory.getLogger(RestoreWatch.class);

    private final CourierDatabase database;
    private final DeliveryQueue queue;
    private final Topics topics;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean sound;

    /** Begins to look; broker and database need not answer yet. */
    RestoreWatch(CourierDatabase database, DeliveryQueue queue, Topics topics, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.topics = topics;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("restore-watch").daemon().start(this::run);
    }

    /** Whether the database is known to be what this courier left behind. */
    public boolean isSound() {
        return sound;
    }

    private void run() {
        try {
            while (!tryToLook() && !closing.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.debug("broker or database do not answer; nobody knows yet whether the database was restored");
            }
        } catch (InterruptedException _) {
            log.debug("closed while it looked");
        }
    }

    private boolean tryToLook() {
        try {
            sound = look();
            return true;
        } catch (KafkaException | DataAccessException e) {
            log.warn(
                    "letters wait until broker and database answer cause={}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean look() {
        var since = since();
        for (var newest : topics.newest(Topics.DELIVERIES)) {
            var report =
                    Reported.of(newest.value()).filter(reported -> reported.at().isAfter(since));
            if (report.isPresent() && !queue.isSettled(report.get().letter())) {
                log.error(
                        "the courier's database was restored: it does not know what it reported of letter={} at={};"
                                + " see after-restore in the runbook",
                        report.get().letter(),
                        report.get().at());
                return false;
            }
        }
        return true;
    }

    /** What was reported before is of another life of the database, or was forgotten since. */
    private Instant since() {
        var began = database.pool()
                .jdbc()
                .sql(BEGAN)
                .query((row, _) ->
                        row.getObject("began_at", OffsetDateTime.class).toInstant())
                .single();
        var remembered = clock.instant().minus(REMEMBERED);
        return began.isAfter(remembered) ? began : remembered;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
