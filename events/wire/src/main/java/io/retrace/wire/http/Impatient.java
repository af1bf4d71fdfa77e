package io.retrace.wire.http;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A question to something that may be down, such as a database. It is asked in a thread of its own and once at a time,
 * however many want to know, so that health checks and scrapes neither hang nor pile up.
 */
public final class Impatient<T> {

    /** Several gauges are read one after the other, and a scrape must not take long. */
    private static final Duration GAUGE_PATIENCE = Duration.ofMillis(400);

    private final Callable<T> question;
    private final Duration patience;
    private final T otherwise;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FutureTask<T> asked;

    /**
     * Asks nothing yet.
     *
     * @param patience how long an answer is waited for
     * @param otherwise what is said when there is none by then, or the question fails
     */
    public Impatient(Callable<T> question, Duration patience, T otherwise) {
        this.question = question;
        this.patience = patience;
        this.otherwise = otherwise;
    }

    /** A gauge whose value costs a query; NaN while nobody answers it. */
    public static Gauge.Builder<?> gauge(String name, Callable<Number> question) {
        var value = new Impatient<Number>(question, GAUGE_PATIENCE, Double.NaN);
        return Gauge.builder(name, value::answer);
    }

    /** The answer as it is now, or as of a question that was under way already. */
    public T answer() {
        try {
            return asked().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return otherwise;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private FutureTask<T> asked() {
        lock.lock();
        try {
            var current = asked;
            if (current == null || current.isDone()) {
                current = new FutureTask<>(question);
                asked = current;
                Thread.ofVirtual().name("impatient").start(current);
            }
            return current;
        } finally {
            lock.unlock();
        }
    }
}
