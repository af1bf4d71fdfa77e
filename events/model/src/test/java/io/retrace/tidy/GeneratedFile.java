package io.retrace.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is made from others; {@code make docs} writes it anew. */
public final class GeneratedFile {

    private GeneratedFile() {}

    /**
     * Fails unless the file says what it would say if it was made now.
     *
     * @param file relative to the module; a test's working directory
     */
    public static void requireCurrent(Path file, String content) {
        try {
            if (Boolean.getBoolean("docs.write")) {
                Files.writeString(file, content);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s is stale: make docs", file)
                    .isEqualTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
