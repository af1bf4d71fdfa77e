package io.retrace.command.identity;

import io.retrace.wire.http.OverloadedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where password hashing waits for a core: each costs one for tens of milliseconds, so a few run, some wait for a
 * while, and the others are turned away.
 */
final class HashingQueue {

    private final Semaphore cores;
    private final Semaphore places;
    private final Duration patience;

    /**
     * A queue.
     *
     * @param cores how many hash at once
     * @param queueMax how many may wait
     * @param patience how long one waits
     */
    HashingQueue(int cores, int queueMax, Duration patience) {
        this.cores = new Semaphore(cores, true);
        this.places = new Semaphore(cores + queueMax);
        this.patience = patience;
    }

    /**
     * Does the work once there is a core for it.
     *
     * @throws OverloadedException when the queue is full, or patience ended before there was a core
     */
    <T> T await(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new OverloadedException("too many passwords wait to be hashed");
        }
        try {
            takeCore();
            try {
                return work.get();
            } finally {
                cores.release();
            }
        } finally {
            places.release();
        }
    }

    /** How many wait. */
    int waiting() {
        return cores.getQueueLength();
    }

    private void takeCore() {
        try {
            if (!cores.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new OverloadedException("no core was free to hash a password within " + patience);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("the service stops");
        }
    }
}
