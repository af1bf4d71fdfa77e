package io.retrace.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to measure.
 *
 * @param jar the standalone's
 * @param jvmFlags for its JVM
 * @param out where the report, the server's data and recordings go
 * @param parts names of the parts to run; empty for all
 * @param warmUp instead of each part's own
 * @param measured instead of each part's own
 * @param record whether to leave a flight recording of the server for each loaded part
 * @param commit what was measured, as git names it
 * @param kept the data directory of a large log, which is measured instead of the parts
 * @param events how many that log has, at least; 1,000 to 100,000,000
 */
record Options(
        Path jar,
        List<String> jvmFlags,
        Path out,
        Set<String> parts,
        Optional<Duration> warmUp,
        Optional<Duration> measured,
        boolean record,
        String commit,
        Optional<Path> kept,
        long events) {

    private static final Set<String> NAMES =
            Set.of("jar", "jvm-flags", "out", "parts", "warm-up", "seconds", "jfr", "commit", "kept", "events");
    private static final int SECONDS_MAX = 3_600;
    private static final long EVENTS = 10_000_000;
    private static final long EVENTS_MIN = 1_000;
    private static final long EVENTS_MAX = 100_000_000;

    /**
     * Reads {@code --name=value}; an empty value is as good as none.
     *
     * @throws IllegalArgumentException for an unknown name or a value out of bounds, with words for a person
     */
    static Options of(String... arguments) {
        var given = new HashMap<String, String>();
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            if (pair.length < 2 || !pair[0].startsWith("--") || !NAMES.contains(pair[0].substring(2))) {
                throw new IllegalArgumentException("unknown: " + argument);
            }
            given.put(pair[0].substring(2), pair[1].strip());
        }
        return new Options(
                Path.of(required(given, "jar")).toAbsolutePath(),
                words(given, "jvm-flags", "\\s+"),
                Path.of(required(given, "out")).toAbsolutePath(),
                new TreeSet<>(words(given, "parts", ",")),
                seconds(given, "warm-up", 0),
                seconds(given, "seconds", 1),
                !given.getOrDefault("jfr", "").isEmpty(),
                given.getOrDefault("commit", "unknown"),
                Optional.of(given.getOrDefault("kept", ""))
                        .filter(path -> !path.isEmpty())
                        .map(path -> Path.of(path).toAbsolutePath()),
                events(given.getOrDefault("events", "")));
    }

    boolean runs(String part) {
        return parts.isEmpty() || parts.contains(part);
    }

    private static String required(Map<String, String> given, String name) {
        var value = given.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("missing: --" + name + "=");
        }
        return value;
    }

    private static List<String> words(Map<String, String> given, String name, String separator) {
        return Arrays.stream(given.getOrDefault(name, "").split(separator, -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static long events(String value) {
        if (value.isEmpty()) {
            return EVENTS;
        }
        if (!value.matches("\\d{4,9}") || Long.parseLong(value) < EVENTS_MIN || Long.parseLong(value) > EVENTS_MAX) {
            throw new IllegalArgumentException("events must be " + EVENTS_MIN + " to " + EVENTS_MAX + ": " + value);
        }
        return Long.parseLong(value);
    }

    private static Optional<Duration> seconds(Map<String, String> given, String name, int least) {
        var value = given.getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > SECONDS_MAX) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + SECONDS_MAX + " seconds: " + value);
        }
        return Optional.of(Duration.ofSeconds(Integer.parseInt(value)));
    }
}
