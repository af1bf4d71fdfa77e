package io.retrace.courier.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.retrace.wire.http.Impatient;

/**
 * What the courier counts: {@code retrace_letters_total} by outcome, and {@code retrace_letters_waiting}. A letter that
 * was put off counts each time.
 */
final class LetterMetrics {

    private final Counter delivered;
    private final Counter failed;
    private final Counter silent;
    private final Counter putOff;

    LetterMetrics(MeterRegistry registry, DeliveryQueue queue) {
        this.delivered = counter(registry, "delivered");
        this.failed = counter(registry, "failed");
        this.silent = counter(registry, "silent");
        this.putOff = counter(registry, "put_off");
        Impatient.gauge("retrace.letters.waiting", queue::waiting)
                .description("Letters that are neither delivered nor given up")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("retrace.letters")
                .description("Letters by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void delivered() {
        delivered.increment();
    }

    void failed() {
        failed.increment();
    }

    void silent() {
        silent.increment();
    }

    void putOff() {
        putOff.increment();
    }
}
