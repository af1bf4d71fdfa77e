package io.retrace.query.flow;

import io.retrace.wire.http.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thread that looks up everything that waits in one statement, so that many readers at once cost the database as
 * much as one (ADR-0010). A look-up begins after it was asked for, so nobody gets what was true before.
 *
 * @param <K> what is looked up
 * @param <V> what is found
 */
final class GroupRead<K, V> implements AutoCloseable {

    private static final int BATCH_MAX = 256;
    private static final int QUEUE_MAX = 4_096;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Function<Set<K>, Map<K, V>> lookUp;
    private final V absent;
    private final BlockingQueue<Asked<K, V>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private volatile boolean closing;

    private record Asked<K, V>(K key, CompletableFuture<V> answer) {}

    /**
     * Starts the thread.
     *
     * @param lookUp finds many at once; what it does not find is absent
     */
    GroupRead(String name, Function<Set<K>, Map<K, V>> lookUp, V absent) {
        this.lookUp = lookUp;
        this.absent = absent;
        this.thread = Thread.ofPlatform().name("read-" + name).daemon().start(this::run);
    }

    /**
     * What the database has now.
     *
     * @throws OverloadedException when too many wait
     * @throws RuntimeException what the look-up failed with
     */
    V of(K key) {
        var asked = new Asked<K, V>(key, new CompletableFuture<>());
        if (closing || !queue.offer(asked)) {
            throw new OverloadedException(closing ? "the service stops" : "too many reads wait");
        }
        try {
            return asked.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** How many wait for the next look-up. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        var batch = new ArrayList<Asked<K, V>>(BATCH_MAX);
        while (!closing || !queue.isEmpty()) {
            try {
                var first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH_MAX - 1);
                    answer(batch);
                    batch.clear();
                }
            } catch (InterruptedException _) {
                closing = true;
            }
        }
    }

    private void answer(List<Asked<K, V>> batch) {
        try {
            var found = lookUp.apply(batch.stream().map(Asked::key).collect(Collectors.toSet()));
            batch.forEach(asked -> asked.answer().complete(found.getOrDefault(asked.key(), absent)));
        } catch (RuntimeException e) {
            batch.forEach(asked -> asked.answer().completeExceptionally(e));
        }
    }

    /** Answers what waits, and ends the thread. */
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
