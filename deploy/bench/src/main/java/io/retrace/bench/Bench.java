package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** {@code make bench}: starts a standalone server, asks it part by part, and leaves one table. */
public final class Bench {

    private static final Duration LENGTH_MAX = Duration.ofMinutes(15);

    private Bench() {}

    /** Runs it; a missed aim is no failure, because whoever else uses the machine can be its cause. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            var options = Options.of(arguments);
            requireKnown(options);
            endAfter(limit(options));
            var report = run(options);
            Files.writeString(options.out().resolve("bench.md"), report);
            System.out.println("\n" + report);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String run(Options options) throws IOException, InterruptedException {
        Files.deleteIfExists(options.out().resolve(StandaloneProcess.OUTPUT));
        var data = Files.createTempDirectory(options.out(), "data-");
        var mailbox = new Mailbox();
        int smtpPort = FreePorts.find(1).getFirst();
        try (var _ = MailReceiver.start(smtpPort, mailbox);
                var server = new StandaloneProcess(options.jar(), options.jvmFlags(), data, options.out(), smtpPort)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return measure(options, new Setting(options, server, mailbox));
        } finally {
            removeTree(data);
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
        return LENGTH_MAX.plus(asked.multipliedBy(Part.all().size()));
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

    private static void removeTree(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
