package io.retrace.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The subjects whose keys were destroyed, as a file says it: {@code erased.subjects} beside the key files, one subject a
 * line, lines that start with # are comments. A database that is restored from a backup older than an erasure has the
 * key again and does not know better; what knows must live elsewhere (ADR-0022).
 *
 * @param subjects as they stand in {@code keys.subject_key}
 */
public record ErasedSubjects(List<String> subjects) {

    /** What the file is called. */
    public static final String FILE = "erased.subjects";

    private static final Pattern SUBJECT =
            Pattern.compile("identity-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" + "|day-\\d{4}-\\d{2}-\\d{2}");

    public ErasedSubjects {
        subjects = List.copyOf(subjects);
    }

    /**
     * Reads the file; nobody was erased where there is none.
     *
     * @throws IllegalStateException when it cannot be read, or a line is no subject
     */
    public static ErasedSubjects in(Path keyDirectory) {
        var file = keyDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return new ErasedSubjects(List.of());
        }
        try {
            var subjects = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            for (var subject : subjects) {
                if (!SUBJECT.matcher(subject).matches()) {
                    throw new IllegalStateException(
                            file + ": a line must be identity-<uuid> or day-<yyyy-mm-dd>, one is " + subject);
                }
            }
            return new ErasedSubjects(subjects);
        } catch (IOException e) {
            throw new IllegalStateException("the list of erased subjects " + file + " cannot be read", e);
        }
    }
}
