package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code make bench}: starts a standalone server, asks it part by part, and leaves one table. */
public final class Bench {

    private static final Duration LENGTH_MAX = Duration.ofMinutes(15);
    private static final int EVENTS_A_SECOND_MIN = 2_000;

    private Bench() {}

    /** Runs it; a missed aim is no failure, because whoever else uses the machine can be its cause. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            var options = Options.of(arguments);
            requireKnown(options);
            endAfter(limit(options));
            Files.deleteIfExists(options.out().resolve(StandaloneProcess.OUTPUT));
            var kept = options.kept();
            var report = kept.isPresent() ? new LargeLog(options, kept.get()).run() : run(options);
            Files.writeString(options.out().resolve(target(options) + ".md"), report);
            System.out.println("\n" + report);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Which target of the Makefile this is. */
    static String target(Options options) {
        if (options.kept().isEmpty()) {
            return "bench";
        }
        return options.parts().contains(AuditPart.NAME) ? "bench-audit" : "bench-10m";
    }

    private static String run(Options options) throws IOException, InterruptedException {
        var data = Files.createTempDirectory(options.out(), "data-");
        try (var setting = Setting.open(options, data)) {
            return measure(options, setting);
        } finally {
            Trees.remove(data);
        }
    }

    private static String measure(Options options, Setting setting) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        List<String> head = List.of();
        for (var part : Part.all()) {
            if (options.runs(part.name())) {
                System.out.println("bench: " + part.name());
                figures.addAll(part.measure(setting));
                setting.server().requireAlive();
            } else if (part instanceof StartPart) {
                setting.server().start();
            }
            if (head.isEmpty()) {
                head = Head.of(options, setting.server().postgres());
            }
        }
        HttpShare.in(figures).ifPresent(figures::add);
        return Report.markdown(head, figures);
    }

    private static void requireKnown(Options options) {
        var unknown = new TreeSet<>(options.parts());
        Part.all().forEach(part -> unknown.remove(part.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such part: " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", Part.all().stream().map(Part::name).toList()));
        }
    }

    private static Duration limit(Options options) {
        var asked =
                options.warmUp().orElse(Duration.ZERO).plus(options.measured().orElse(Duration.ZERO));
        var copying = Duration.ofSeconds(options.kept().isPresent() ? options.events() / EVENTS_A_SECOND_MIN : 0);
        return LENGTH_MAX.plus(asked.multipliedBy(Part.all().size())).plus(copying);
    }

    /** The shutdown hook then ends the server. */
    private static void endAfter(Duration limit) {
        Thread.ofPlatform().daemon().name("watchdog").start(() -> {
            try {
                Thread.sleep(limit);
                System.err.println("bench: not done after " + limit.toSeconds() + " s");
                System.exit(1);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
