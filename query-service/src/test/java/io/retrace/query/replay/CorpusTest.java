package io.retrace.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.retrace.model.event.EventCodec;
import io.retrace.model.event.EventEnvelope;
import io.retrace.wire.http.WireJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories that released versions have written, as {@code GET /admin/audit/export} gives them. No later version may decide
 * any of it otherwise: a file is added with each release, and never edited.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final EventCodec CODEC = new EventCodec();

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void what_another_version_has_decided_is_decided_alike(Path history) throws IOException {
        var result = ReplayCheck.of(events(history));

        assertThat(result.differences()).isEmpty();
        assertThat(result.decisions()).isGreaterThan(100);
    }

    private static List<EventEnvelope> events(Path history) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(history)), StandardCharsets.UTF_8))) {
            return lines.lines().map(CorpusTest::event).toList();
        }
    }

    private static EventEnvelope event(String line) {
        var data = WireJson.mapper().readTree(line).path("data");
        return CODEC.read(WireJson.mapper().writeValueAsBytes(data));
    }
}
