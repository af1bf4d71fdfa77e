package io.retrace.standalone.transcripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of the recordings Retrace must match by now; two short tables beside the transcripts.
 *
 * @param missingCalls file to the first call in it that does not exist yet
 * @param skippedSteps file to the names of its steps that are left out, or their numbers behind a #
 */
record Due(Map<String, String> missingCalls, Map<String, Set<String>> skippedSteps) {

    Due {
        missingCalls = Map.copyOf(missingCalls);
        skippedSteps = Map.copyOf(skippedSteps);
    }

    private record Line(String file, String rest) {}

    static Due read() {
        return new Due(
                lines("not-due.txt").stream().collect(Collectors.toMap(Line::file, Line::rest)),
                lines("skipped-steps.txt").stream()
                        .collect(Collectors.groupingBy(
                                Line::file, Collectors.mapping(Line::rest, Collectors.toUnmodifiableSet()))));
    }

    boolean contains(String file) {
        return !missingCalls.containsKey(file);
    }

    Set<String> skippedSteps(String file) {
        return skippedSteps.getOrDefault(file, Set.of());
    }

    private static List<Line> lines(String table) {
        try (InputStream source = Due.class.getResourceAsStream("/transcripts/" + table)) {
            return new String(Objects.requireNonNull(source, table).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            new Line(line.substring(0, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
