package io.retrace.courier.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; rung while nobody waits, it wakes the next who does. */
final class Bell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        rung.release();
    }

    /** Waits until it is rung, at most this long. */
    void await(Duration max) throws InterruptedException {
        var _ = rung.tryAcquire(max.toMillis(), TimeUnit.MILLISECONDS);
        rung.drainPermits();
    }
}
