package io.retrace.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes every waiting append, at most {@value #BATCH_MAX}, and hands them to the database in one round
 * trip. An append that names a stream of an earlier one in the batch waits for the next batch.
 */
final class GroupCommit implements AutoCloseable {

    static final int BATCH_MAX = 256;
    private static final int QUEUE_MAX = 4_096;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private final AppendFunction function;
    private final Duration patience;
    private final BlockingQueue<QueuedAppend> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Deque<QueuedAppend> heldBack = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean closing;

    GroupCommit(AppendFunction function, Duration patience) {
        this.function = function;
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("log-writer").daemon().start(this::run);
    }

    Appended append(QueuedAppend append) {
        if (closing || !queue.offer(append)) {
            throw new LogUnavailable(closing ? "the log is closing" : "the append queue is full");
        }
        try {
            return append.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return withdrawOrAwait(append);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while the append was under way", e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** Once the database may have it, only the database knows what became of it. */
    private Appended withdrawOrAwait(QueuedAppend append) {
        if (append.started().compareAndSet(false, true)) {
            throw new LogUnavailable("the append waited " + patience + " and was withdrawn");
        }
        try {
            return append.outcome().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted while the append was under way", e);
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private static LogUnavailable failed(ExecutionException e) {
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
        var waiting = new ArrayList<>(heldBack);
        heldBack.clear();
        if (waiting.isEmpty()) {
            var first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return List.of();
            }
            waiting.add(first);
        }
        queue.drainTo(waiting, Math.max(0, BATCH_MAX - waiting.size()));
        return admit(waiting);
    }

    private List<QueuedAppend> admit(List<QueuedAppend> waiting) {
        var batch = new ArrayList<QueuedAppend>(waiting.size());
        var streams = new HashSet<String>();
        for (var append : waiting) {
            if (append.streams().stream().anyMatch(streams::contains)) {
                heldBack.add(append);
            } else if (append.started().compareAndSet(false, true)) {
                batch.add(append);
            }
            streams.addAll(append.streams());
        }
        return batch;
    }

    /**
     * A lost connection says nothing about the commit, and appending again is harmless: the batch is tried until the
     * database answers or the callers' patience ends. Any other failure is of one append; each is then tried alone.
     */
    private void write(List<QueuedAppend> batch) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                function.call(batch);
                return;
            } catch (SQLException e) {
                boolean lost = AppendFunction.connectionLost(e);
                if (!lost && batch.size() > 1) {
                    batch.forEach(append -> write(List.of(append)));
                    return;
                }
                if (!lost || System.nanoTime() > deadline) {
                    log.warn("append failed sqlstate={} appends={}", e.getSQLState(), batch.size());
                    batch.forEach(append -> append.outcome().completeExceptionally(e));
                    return;
                }
                pause();
            }
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
