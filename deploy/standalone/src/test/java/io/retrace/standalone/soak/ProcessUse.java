package io.retrace.standalone.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a JVM holds, with what nobody refers to collected before.
 *
 * @param liveBytes of its heap
 * @param files open files and connections
 */
record ProcessUse(long liveBytes, long files) {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final double BYTES_A_MB = 1 << 20;

    static ProcessUse of(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        var total = TOTAL.matcher(said);
        if (!total.find()) {
            throw new IllegalStateException("jcmd says: " + said);
        }
        try (var files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return new ProcessUse(Long.parseLong(total.group(1)), files.count());
        }
    }

    String words() {
        return String.format(Locale.ROOT, "%.1f MB, %d files", liveBytes / BYTES_A_MB, files);
    }
}
