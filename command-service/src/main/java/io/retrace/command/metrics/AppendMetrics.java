package io.retrace.command.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retrace.log.Append;
import io.retrace.log.AppendListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts appends by outcome, how long their callers waited, and how many share a transaction. */
public final class AppendMetrics implements AppendListener {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1),
        Duration.ofSeconds(5), Duration.ofSeconds(10)
    };

    private final Map<Outcome, Timer> answered = new EnumMap<>(Outcome.class);
    private final DistributionSummary batches;
    private final RecoveryFunnel funnel;

    public AppendMetrics(MeterRegistry registry) {
        for (var outcome : Outcome.values()) {
            answered.put(outcome, timer(outcome, registry));
        }
        batches = DistributionSummary.builder("retrace.append.batch")
                .description("Appends that went to the database in one transaction")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        funnel = new RecoveryFunnel(registry);
    }

    private static Timer timer(Outcome outcome, MeterRegistry registry) {
        return Timer.builder("retrace.append")
                .description("Appends by outcome, and how long their callers waited")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    @Override
    public void answered(Append append, Outcome outcome, Duration took) {
        requireNonNull(answered.get(outcome)).record(took);
        if (outcome == Outcome.APPENDED) {
            append.events().forEach(added -> funnel.decided(added.event()));
        }
    }

    @Override
    public void batch(int appends) {
        batches.record(appends);
    }
}
