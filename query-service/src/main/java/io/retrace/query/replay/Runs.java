package io.retrace.query.replay;

import io.retrace.log.OperationLog;
import io.retrace.model.event.OperationEvent.ReplayEnd;
import io.retrace.model.event.OperationEvent.ReplayRun;
import io.retrace.model.event.Origin;
import io.retrace.query.replay.Run.Status;
import io.retrace.query.replay.Telling.Told;
import io.retrace.wire.http.Software;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Does runs one after another, in a thread of its own. A run whose node falls silent is begun again by another node, or
 * by this one when it is back.
 */
final class Runs implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Runs.class);

    private final RunTable table;
    private final Telling telling;
    private final OperationLog operations;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closing;

    Runs(RunTable table, Telling telling, OperationLog operations, Clock clock) {
        this.table = table;
        this.telling = telling;
        this.operations = operations;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("replay").daemon().start(this::work);
    }

    private void work() {
        while (!closing) {
            try {
                var run = table.claim();
                if (run.isPresent()) {
                    execute(run.get());
                } else {
                    TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                }
            } catch (InterruptedException _) {
                closing = true;
            } catch (RuntimeException e) {
                log.warn("runs stand still cause={}", e.toString());
                rest();
            }
        }
    }

    private void rest() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException _) {
            closing = true;
        }
    }

    private void execute(Run run) {
        try {
            var progress = new RunProgress(table, run);
            var told = telling.tell(
                    RunRequest.of(run.request()),
                    run.from(),
                    run.to(),
                    position -> !closing && progress.test(position));
            if (told.isPresent() && table.end(run, Status.COMPLETED, told.map(Told::report), now())) {
                record(run, told, ReplayEnd.COMPLETED);
            } else if (!closing && isCancelled(run)) {
                record(run, Optional.empty(), ReplayEnd.CANCELLED);
            }
        } catch (RuntimeException e) {
            // whose message may quote what the log holds
            var cause = NestedExceptionUtils.getMostSpecificCause(e);
            log.error("replay failed id={} cause={}", run.id(), cause.getClass().getName());
            if (!closing && table.end(run, Status.FAILED, Optional.empty(), now())) {
                record(run, Optional.empty(), ReplayEnd.FAILED);
            }
        }
    }

    /** Else another node has taken it over, and will say how it ended. */
    private boolean isCancelled(Run run) {
        return table.find(run.id())
                .filter(found -> found.status() == Status.CANCELLED)
                .isPresent();
    }

    private void record(Run run, Optional<Told> told, ReplayEnd end) {
        var asked = Origin.of(run.actor(), Software.NAME);
        operations.append(
                new ReplayRun(
                        run.id(),
                        run.from(),
                        run.to(),
                        told.flatMap(Told::policyHash),
                        told.map(Told::report).map(Report::decisions).orElse(0L),
                        told.map(Told::report).map(Report::changed).orElse(0L),
                        end,
                        now()),
                asked);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
