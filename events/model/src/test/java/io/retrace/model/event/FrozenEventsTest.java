package io.retrace.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Events are frozen since 2026-11-22 (ADR-0009): a new one adds a line here, no line ever changes. */
class FrozenEventsTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void no_golden_file_is_edited_and_none_goes_missing() throws IOException, NoSuchAlgorithmException {
        var frozen = new TreeMap<String, String>();
        for (var line : Files.readAllLines(RESOURCES.resolve("golden.sha256"))) {
            frozen.put(line.substring(66), line.substring(0, 64));
        }

        var golden = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(RESOURCES.resolve("golden"), "*.json")) {
            for (var file : files) {
                var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                golden.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }

        assertThat(golden).isEqualTo(frozen);
    }
}
