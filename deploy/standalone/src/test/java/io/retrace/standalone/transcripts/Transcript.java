package io.retrace.standalone.transcripts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recorded scenario.
 *
 * @param file {@code folder/file}, without the ending
 */
record Transcript(String file, List<Step> steps) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Transcript {
        steps = List.copyOf(steps);
    }

    static Transcript of(String file, String json) {
        return new Transcript(file, StepJson.steps(JSON.readTree(json)));
    }

    static Transcript read(String file) {
        try (InputStream source = Transcript.class.getResourceAsStream("/transcripts/" + file + ".json")) {
            return new Transcript(file, StepJson.steps(JSON.readTree(Objects.requireNonNull(source, file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files, folder by folder. */
    static List<String> files() {
        try {
            var root = Path.of(Objects.requireNonNull(Transcript.class.getResource("/transcripts"))
                    .toURI());
            try (var paths = Files.walk(root, 2)) {
                return paths.map(path -> root.relativize(path).toString().replace('\\', '/'))
                        .filter(path -> path.endsWith(".json"))
                        .map(path -> path.substring(0, path.length() - ".json".length()))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String folderOf(String file) {
        return file.substring(0, file.indexOf('/'));
    }
}
