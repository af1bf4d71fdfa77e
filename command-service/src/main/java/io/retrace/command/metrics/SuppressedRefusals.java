package io.retrace.command.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Consumer;

/** Counts refusals that are no events any more, because their flow has had too many (design section 3). */
public final class SuppressedRefusals implements Consumer<String> {

    private final Map<String, Counter> counters;

    public SuppressedRefusals(MeterRegistry registry) {
        counters = Map.of("recovery", counter("recovery", registry), "settings", counter("settings", registry));
    }

    private static Counter counter(String flow, MeterRegistry registry) {
        return Counter.builder("retrace.refusals.suppressed")
                .description("Refusals that are only counted, because their flow has had too many")
                .tag("flow", flow)
                .register(registry);
    }

    /** @param stream of which a decision added nothing to the log */
    @Override
    public void accept(String stream) {
        int end = stream.indexOf('-');
        var counter = counters.get(end < 0 ? stream : stream.substring(0, end));
        if (counter != null) {
            counter.increment();
        }
    }
}
