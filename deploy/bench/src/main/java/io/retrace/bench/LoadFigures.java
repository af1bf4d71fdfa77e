package io.retrace.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The figures of one loaded part, line by line. */
final class LoadFigures {

    private static final double MICROS_A_MS = 1_000;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MS = 1e6;
    private static final double MEDIAN = 50;
    private static final double P95 = 95;
    private static final double P99 = 99;

    private final String part;
    private final Load.Result result;
    private final CpuUse cpuUse;
    private final List<Figure> figures = new ArrayList<>();

    LoadFigures(String part, Load.Result result, CpuUse cpuUse) {
        this.part = part;
        this.result = result;
        this.cpuUse = cpuUse;
    }

    LoadFigures rate(String step, Aim aim) {
        return line(step + " rate", rateOf(step), "/s", aim);
    }

    /** How many a second. */
    double rateOf(String step) {
        return times(step).getTotalCount() / (result.length().toNanos() / NANOS_A_SECOND);
    }

    /**
     * Complains when anything failed.
     *
     * @throws IllegalStateException with what did, and how often
     */
    LoadFigures requireNoFailures() {
        var failures = result.seen().failures();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(part + " failed: " + failures);
        }
        return this;
    }

    LoadFigures median(String step, Aim aim) {
        return line(step + " p50", times(step).getValueAtPercentile(MEDIAN) / MICROS_A_MS, "ms", aim);
    }

    LoadFigures p95(String step, Aim aim) {
        return line(step + " p95", times(step).getValueAtPercentile(P95) / MICROS_A_MS, "ms", aim);
    }

    LoadFigures p99(String step, Aim aim) {
        return line(step + " p99", times(step).getValueAtPercentile(P99) / MICROS_A_MS, "ms", aim);
    }

    LoadFigures max(String step) {
        return line(step + " max", times(step).getMaxValue() / MICROS_A_MS, "ms", new Aim.None());
    }

    /** A line for each kind of failure, or one that says that there was none. */
    LoadFigures failures() {
        var failures = result.seen().failures();
        if (failures.isEmpty()) {
            return line("failures", 0, "", new Aim.AtMost(0));
        }
        failures.forEach((kind, count) -> line("failed: " + kind, count, "", new Aim.AtMost(0)));
        return this;
    }

    /** CPU time by who used it, shared out among the requests, or journeys, that were counted. */
    LoadFigures cpu(String step) {
        double count = Math.max(1, times(step).getTotalCount());
        var none = new Aim.None();
        line("CPU a " + step + ": server JVM", cpuUse.server() / count, "ms", none);
        line("CPU a " + step + ": PostgreSQL", cpuUse.postgres() / count, "ms", none);
        line("CPU a " + step + ": bench", cpuUse.bench() / count, "ms", none);
        double coresOfOthers = cpuUse.others() / (result.length().toNanos() / NANOS_A_MS);
        return line("others on this machine", coresOfOthers, "cores", none);
    }

    List<Figure> lines() {
        return List.copyOf(figures);
    }

    private LoadFigures line(String name, double value, String unit, Aim aim) {
        figures.add(new Figure(part, name, value, unit, aim));
        return this;
    }

    private Histogram times(String step) {
        return result.seen().times(step);
    }
}
