package io.retrace.bench;

import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Where, when and how it was measured. */
final class Head {

    private static final double KB_A_GB = 1_024 * 1_024;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private Head() {}

    /** Taken before the first load, while the server runs. */
    static List<String> of(Options options, Postgres postgres) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return List.of(
                "`make %s`, %s, commit %s"
                        .formatted(
                                Bench.target(options),
                                ZonedDateTime.now(ZoneOffset.UTC).format(MINUTE),
                                options.commit()),
                String.format(
                        Locale.ROOT,
                        "%d cores, %.0f GB, %s %s; load average before the first load %.1f",
                        system.getAvailableProcessors(),
                        ProcFiles.memoryOfMachineKb().orElse(0) / KB_A_GB,
                        system.getName(),
                        system.getArch(),
                        system.getSystemLoadAverage()),
                "JVM %s, flags `%s`".formatted(Runtime.version(), String.join(" ", options.jvmFlags())),
                "PostgreSQL %s, fsync %s, synchronous_commit %s; broker, services, clients and mail receiver on the same cores"
                        .formatted(
                                postgres.setting("server_version"),
                                postgres.setting("fsync"),
                                postgres.setting("synchronous_commit")));
    }
}
