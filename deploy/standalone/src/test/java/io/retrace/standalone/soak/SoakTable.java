package io.retrace.standalone.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a part, as Markdown: printed row by row, and left in {@code target/soak/<part>.md} at the end. */
final class SoakTable implements AutoCloseable {

    private static final Path DIRECTORY = Path.of("target/soak");
    private static final double KB_A_GB = 1_024 * 1_024;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final String part;
    private final List<String> lines = new ArrayList<>();

    /** @param what how it was run, seed included */
    SoakTable(String part, String what, String... columns) throws IOException {
        this.part = part;
        say("%s, %s, %s".formatted(part, ZonedDateTime.now(ZoneOffset.UTC).format(MINUTE), what));
        say("(%s)".formatted(machine()));
        say("");
        row((Object[]) columns);
        say("|" + " --- |".repeat(columns.length));
    }

    void row(Object... cells) {
        var text = new StringBuilder("|");
        for (var cell : cells) {
            text.append(' ').append(cell).append(" |");
        }
        say(text.toString());
    }

    @Override
    public void close() throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.write(DIRECTORY.resolve(part + ".md"), lines);
    }

    private void say(String line) {
        lines.add(line);
        System.out.println(line);
    }

    private static String machine() throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%d cores, %s, %s %s, JDK %s"
                .formatted(
                        system.getAvailableProcessors(),
                        memory(),
                        system.getName(),
                        system.getArch(),
                        Runtime.version());
    }

    private static String memory() throws IOException {
        var file = Path.of("/proc/meminfo");
        if (!Files.exists(file)) {
            return "memory unknown";
        }
        var kilobytes = Files.readAllLines(file).getFirst().replaceAll("\\D", "");
        return String.format(Locale.ROOT, "%.0f GB", Long.parseLong(kilobytes) / KB_A_GB);
    }
}
