package io.retrace.standalone.soak;

import io.retrace.standalone.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Some travellers at once, through outages that are announced. */
final class Load {

    private static final int TRAVELLERS = 16;
    private static final int END_SECONDS_MAX = 180;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> travellers = new ArrayList<>();
    private volatile boolean goesOn = true;
    private volatile boolean isOutage;

    private Load() {}

    static Load start(Endpoints endpoints, Promises promises) {
        var load = new Load();
        for (int i = 0; i < TRAVELLERS; i++) {
            var traveller = new Traveller(endpoints, promises, () -> load.goesOn, () -> load.isOutage);
            load.travellers.add(load.threads.submit(traveller));
        }
        return load;
    }

    /** From now on requests may be cut off or answered 503. */
    void outageBegins() {
        isOutage = true;
    }

    /** From now on all must go well. */
    void outageEnds() {
        isOutage = false;
    }

    /** Lets each traveller end its journey, and waits for them. */
    void end() throws InterruptedException, ExecutionException, TimeoutException {
        goesOn = false;
        try {
            for (var traveller : travellers) {
                traveller.get(END_SECONDS_MAX, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
