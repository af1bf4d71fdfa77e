package io.retrace.wire.access;

import io.retrace.log.OperationLog;
import io.retrace.model.event.OperationEvent;
import io.retrace.model.event.Origin;
import io.retrace.wire.http.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Puts on record what happens on the admin port; one after the other, since all of a day go to one stream. */
final class Recorder {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OperationLog log;
    private final Origins origins;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    Recorder(OperationLog log, Origins origins, Clock clock) {
        this.log = log;
        this.origins = origins;
        this.clock = clock;
    }

    /** The time, in microseconds as everywhere in the log. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Who asks, and whence.
     *
     * @throws NotOnRecord while nothing can be closed
     */
    Origin origin(HttpServletRequest request, String actor) {
        try {
            return origins.of(request, actor);
        } catch (DataAccessException e) {
            throw new NotOnRecord("the address cannot be closed", e);
        }
    }

    /**
     * Puts it on record, durably when this returns.
     *
     * @throws NotOnRecord when it could not be
     */
    void append(OperationEvent event, Origin origin) {
        try {
            if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotOnRecord("others were waiting for the log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotOnRecord("the wait for the log was interrupted", e);
        }
        try {
            log.append(event, origin);
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            throw new NotOnRecord("the log did not take it", e);
        } finally {
            turn.unlock();
        }
    }
}
