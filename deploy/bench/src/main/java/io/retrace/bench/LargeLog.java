package io.retrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code make bench-10m}: whether appends and reads are as fast on a log of millions of events as on a new one; and
 * {@code make bench-audit}: how long searches of its audit trail take. The log is made once and kept; each run adds what it
 * creates and appends.
 */
final class LargeLog {

    private static final Aim AIM = new Aim.AtLeast(80);
    private static final double WHOLE = 100;
    private static final double BYTES_A_GB = 1e9;
    private static final long BYTES_AN_EVENT_MAX = 3_000;

    private final Options options;
    private final Path kept;
    private final List<String> head = new ArrayList<>();

    LargeLog(Options options, Path kept) {
        this.options = options;
        this.kept = kept;
    }

    /** The whole report. */
    String run() throws IOException, InterruptedException {
        Files.createDirectories(kept);
        requireRoom();
        if (options.parts().contains(AuditPart.NAME)) {
            return searched();
        }
        var many = onServer(kept, options.events());
        head.add(String.format(
                Locale.ROOT,
                "%,d events with %,d flows to be read; %.1f GB, kept",
                many.events(),
                many.flows(),
                size() / BYTES_A_GB));
        var temporary = Files.createTempDirectory(options.out(), "data-");
        try {
            return Report.markdown(head, figures(onServer(temporary, 0), many));
        } finally {
            Trees.remove(temporary);
        }
    }

    private String searched() throws IOException, InterruptedException {
        try (var setting = Setting.open(options, kept)) {
            setting.server().start();
            new LongLog(setting).prepare(options.events());
            head.addAll(Head.of(options, setting.server().postgres()));
            return Report.markdown(head, AuditPart.searches(setting));
        }
    }

    private LongLog.Rates onServer(Path data, long events) throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (var setting = Setting.open(options, data)) {
            setting.server().start();
            var log = new LongLog(setting);
            log.prepare(events);
            var took = Duration.ofNanos(System.nanoTime() - began);
            System.out.printf(
                    "bench: %s is ready after %d s%n", events == 0 ? "a new log" : "the log", took.toSeconds());
            if (head.isEmpty()) {
                head.addAll(Head.of(options, setting.server().postgres()));
            }
            return log.measure();
        }
    }

    private void requireRoom() throws IOException {
        long need = Math.max(0, options.events() * BYTES_AN_EVENT_MAX - size());
        long room = Files.getFileStore(kept).getUsableSpace();
        System.out.printf(
                "bench: a log of %,d events in %s, which takes up to %.0f GB more of the %.0f there are%n",
                options.events(), kept, need / BYTES_A_GB, room / BYTES_A_GB);
        if (room < need) {
            throw new IllegalStateException("there is not enough room");
        }
    }

    private long size() throws IOException {
        try (var paths = Files.walk(kept)) {
            return paths.mapToLong(path -> path.toFile().length()).sum();
        }
    }

    private static List<Figure> figures(LongLog.Rates few, LongLog.Rates many) {
        var figures = new ArrayList<Figure>();
        compare("append, 64 callers", few.append(), many.append(), figures);
        compare("create", few.create(), many.create(), figures);
        compare("get, just created", few.get(), many.get(), figures);
        compare("get, any copied", few.getCopied(), many.getCopied(), figures);
        return figures;
    }

    private static void compare(String what, double few, double many, List<Figure> figures) {
        figures.add(Figure.of(what, "new log", few, "/s"));
        figures.add(Figure.of(what, "large log", many, "/s"));
        figures.add(new Figure(what, "large of new", WHOLE * many / few, "%", AIM));
    }
}
