package io.retrace.courier.channel;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How long a thread may take for something, however many single waits that has. When it is over the thread is
 * interrupted, which closes the socket that a virtual thread waits for (JEP 444).
 */
final class Deadline implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread = Thread.currentThread();
    private final Future<?> alarm;
    private boolean rung;
    private boolean over;

    /** Starts for the thread that calls. */
    Deadline(Duration patience, ScheduledExecutorService alarms) {
        this.alarm = alarms.schedule(this::ring, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ring() {
        lock.lock();
        try {
            if (!over) {
                rung = true;
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** It was done in time, or was given up; the thread may wait again. */
    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            alarm.cancel(false);
            if (rung) {
                var _ = Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }
}
