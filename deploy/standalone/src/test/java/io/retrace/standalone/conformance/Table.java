package io.retrace.standalone.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables beside this package in the test resources: text, a line each, {@code #} before what is not for machines. */
final class Table {

    private Table() {}

    /** The lines of a file, comments too. */
    static List<String> allLines(String file) {
        try (InputStream source = Table.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(source, file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that say something, in two parts at the first occurrence of what is between. */
    static List<Line> lines(String file, String between) {
        return allLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(between, 2))
                .map(parts -> new Line(parts[0], parts[1]))
                .toList();
    }

    /** A line in its two parts. */
    record Line(String first, String rest) {}
}
