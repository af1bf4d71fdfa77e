package io.retrace.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes every waiting append, at most {@value #BATCH_MAX}, and hands them to the database in one round
 * trip. An append that names a stream of an earlier one in the batch waits for the next batch, and lets others pass.
 */
final class GroupCommit implements AutoCloseable {

    static final int BATCH_MAX = 256;
    private static final int HELD_BACK_MAX = 1_024;
    private static final int QUEUE_MAX = 4_096;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private final AppendFunction function;
    private final Duration patience;
    private final AppendListener listener;
    private final BlockingQueue<QueuedAppend> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Deque<QueuedAppend> heldBack = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean closing;

    GroupCommit(AppendFunction function, Duration patience, AppendListener listener) {
        this.function = function;
        this.patience = patience;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("log-writer").daemon().start(this::run);
    }

    Appended append(QueuedAppend append) {
        if (closing || !queue.offer(append)) {
            throw closing ? new LogUnavailable("the log is closing") : LogUnavailable.queueFull();
        }
        try {
            return append.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return withdrawOrAwait(append, "it waited " + patience);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return withdrawOrAwait(append, "its caller was interrupted");
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Once the database may have it, only the database knows what became of it. */
    private Appended withdrawOrAwait(QueuedAppend append, String why) {
        if (append.started().compareAndSet(false, true)) {
            throw new LogUnavailable("the append was withdrawn: " + why);
        }
        try {
            return append.outcome().join();
        } catch (CompletionException e) {
            throw failed(e);
        }
    }

    private static LogUnavailable failed(Exception e) {
        return new LogUnavailable("the append failed", e.getCause() == null ? e : e.getCause());
    }

    int queued() {
        return queue.size();
    }

    private void run() {
        while (!closing || !queue.isEmpty() || !heldBack.isEmpty()) {
            try {
                var batch = nextBatch();
                if (!batch.isEmpty()) {
                    listener.batch(batch.size());
                    write(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            } catch (RuntimeException e) {
                log.error("the log writer met what nobody expected", e);
            }
        }
        function.close();
    }

    private List<QueuedAppend> nextBatch() throws InterruptedException {
        var batch = new ArrayList<QueuedAppend>();
        var streams = new HashSet<String>();
        for (int again = heldBack.size(); again > 0; again--) {
            admit(heldBack.remove(), batch, streams);
        }
        var next = batch.isEmpty() ? queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS) : queue.poll();
        while (next != null) {
            admit(next, batch, streams);
            next = batch.size() < BATCH_MAX && heldBack.size() < HELD_BACK_MAX ? queue.poll() : null;
        }
        return batch;
    }

    private void admit(QueuedAppend append, List<QueuedAppend> batch, Set<String> streams) {
        if (batch.size() == BATCH_MAX || append.streams().stream().anyMatch(streams::contains)) {
            heldBack.add(append);
            streams.addAll(append.streams());
        } else if (append.started().compareAndSet(false, true)) {
            batch.add(append);
            streams.addAll(append.streams());
        }
    }

    /**
     * A lost connection says nothing about the commit, and appending again is harmless: the batch is tried until the
     * database answers, without those whose patience ended. Any other failure is of one append; each is then tried
     * alone. Whatever happens, every caller gets an answer.
     */
    private void write(List<QueuedAppend> batch) {
        var waiting = batch;
        while (!waiting.isEmpty()) {
            try {
                function.call(waiting);
                return;
            } catch (SQLException | RuntimeException | Error e) {
                if (AppendFunction.passing(e)) {
                    waiting = patient(waiting, e);
                } else if (waiting.size() > 1) {
                    waiting.forEach(append -> write(List.of(append)));
                    return;
                } else {
                    fail(waiting, e);
                    return;
                }
            }
        }
    }

    /** Those who still wait after a pause; the others are told. */
    private List<QueuedAppend> patient(List<QueuedAppend> batch, Throwable failure) {
        pause();
        var late = new ArrayList<QueuedAppend>();
        var patient = new ArrayList<QueuedAppend>();
        batch.forEach(append -> (append.isLate() ? late : patient).add(append));
        fail(late, failure);
        return patient;
    }

    private static void fail(List<QueuedAppend> appends, Throwable failure) {
        if (!appends.isEmpty()) {
            log.warn("append failed appends={} cause={}", appends.size(), AppendFunction.cause(failure));
            appends.forEach(append -> append.outcome().completeExceptionally(failure));
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(patience.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
