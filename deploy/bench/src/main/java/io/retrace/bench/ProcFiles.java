package io.retrace.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What Linux tells of processes (proc(5)). */
final class ProcFiles {

    private static final Path PROC = Path.of("/proc");

    /** USER_HZ, which is 100 on every Linux that we run on. */
    private static final long MS_A_TICK = 10;

    /** In {@code stat}, counted behind the command's closing parenthesis: utime, stime, cutime, cstime. */
    private static final int UTIME = 11;

    private static final int CSTIME = 14;

    /** In the first line of {@code /proc/stat}: user, nice, system; irq, softirq. */
    private static final int[] BUSY = {1, 2, 3, 6, 7};

    private ProcFiles() {}

    /** CPU time of a process and of its children that ended; 0 when it is gone. */
    static long cpuMs(long pid) {
        try {
            String stat = Files.readString(of(pid).resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = UTIME; i <= CSTIME; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MS_A_TICK;
        } catch (IOException _) {
            return 0;
        }
    }

    /** CPU time of everything on this machine since it started. */
    static long cpuMsOfAll() {
        try (var lines = Files.lines(PROC.resolve("stat"))) {
            var fields = lines.findFirst().orElseThrow().split("\\s+", -1);
            return Arrays.stream(BUSY).mapToLong(i -> Long.parseLong(fields[i])).sum() * MS_A_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident set of a process. */
    static OptionalLong residentKb(long pid) {
        return kb(of(pid).resolve("status"), "VmRSS:");
    }

    /** Resident memory of processes, what they share counted once; empty when we may not read it. */
    static OptionalLong proportionalKb(LongStream pids) {
        long sum = 0;
        for (long pid : pids.toArray()) {
            var kb = kb(of(pid).resolve("smaps_rollup"), "Pss:");
            if (kb.isEmpty()) {
                return kb;
            }
            sum += kb.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    static OptionalLong memoryOfMachineKb() {
        return kb(PROC.resolve("meminfo"), "MemTotal:");
    }

    private static OptionalLong kb(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException _) {
            return OptionalLong.empty();
        }
    }

    private static Path of(long pid) {
        return PROC.resolve(Long.toString(pid));
    }
}
