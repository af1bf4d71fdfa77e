package io.retrace.log;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a service does again and again beside its work, from a minute after its start on; a turn that fails is not the last. */
public final class Chore implements AutoCloseable {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Runnable turn;
    private final ScheduledExecutorService scheduler;

    /**
     * Starts the chore's thread.
     *
     * @param name stands in the thread's name and in the log
     * @param pause from the end of a turn to the next
     */
    public Chore(String name, Duration pause, Runnable turn) {
        this.name = name;
        this.turn = turn;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        var _ = scheduler.scheduleWithFixedDelay(
                this::takeTurn, FIRST.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeTurn() {
        try {
            turn.run();
        } catch (RuntimeException e) {
            log.warn(
                    "a chore failed, its next turn tries again chore={} cause={}",
                    name,
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
