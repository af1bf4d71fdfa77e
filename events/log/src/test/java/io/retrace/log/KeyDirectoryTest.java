package io.retrace.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.model.event.SecretMac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDirectoryTest {

    private static final byte[] MESSAGE = "message".getBytes(UTF_8);
    private static final String ONES = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String TWOS = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    @TempDir
    private Path directory;

    @Test
    void in_development_a_missing_key_is_made_for_its_owner_only() throws IOException {
        KeyDirectory.development(directory.resolve("keys")).ring("pepper");

        var file = directory.resolve("keys/pepper.keys");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(Files.readString(file)).matches("1 [A-Za-z0-9+/]{43}=\n");
        assertThat(directory.resolve("keys")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_key_once_made_is_kept() {
        var first = KeyDirectory.development(directory).ring("pepper").mac(MESSAGE);

        assertThat(KeyDirectory.development(directory).ring("pepper").mac(MESSAGE))
                .isEqualTo(first);
        assertThat(KeyDirectory.existing(directory).ring("pepper").mac(MESSAGE)).isEqualTo(first);
    }

    @Test
    void outside_development_the_missing_ones_are_made_when_asked_for_and_no_other() {
        var existing = KeyDirectory.existing(directory.resolve("keys"));
        assertThat(existing.makeMissing(List.of("pepper"))).containsExactly("pepper");
        var first = existing.ring("pepper").mac(MESSAGE);

        assertThat(existing.makeMissing(List.of("pepper", "session"))).containsExactly("session");
        assertThat(existing.ring("pepper").mac(MESSAGE)).isEqualTo(first);
    }

    @Test
    void each_purpose_has_a_key_of_its_own() {
        var keys = KeyDirectory.development(directory);

        assertThat(keys.ring("pepper").mac(MESSAGE))
                .isNotEqualTo(keys.ring("session").mac(MESSAGE));
    }

    @Test
    void outside_development_a_missing_file_stops_the_start_and_is_named() {
        var keys = KeyDirectory.existing(directory);

        assertThatThrownBy(() -> keys.ring("pepper"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(directory.resolve("pepper.keys").toString());
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing but a comment\n",
                "1",
                "one " + ONES,
                ONES,
                ONES + " 1",
                "1 " + ONES + " " + TWOS,
                "1 AQEB",
                "1 not*base64",
                "1 " + ONES + "\n1 " + TWOS,
                "1 " + ONES + " standby",
                "1 " + ONES + " standby more",
                "1 " + ONES + "\n2"
            })
    void a_malformed_file_stops_the_start_and_is_named_and_no_key_is(String content) throws IOException {
        Files.writeString(directory.resolve("pepper.keys"), content);
        var keys = KeyDirectory.development(directory);

        assertThatThrownBy(() -> keys.ring("pepper"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pepper.keys")
                .hasMessageNotContaining("AQEB")
                .hasMessageNotContaining("not*base64")
                .hasNoCause();
    }

    @Test
    void a_key_rotates_by_a_further_line() throws IOException {
        var file = directory.resolve("pepper.keys");
        Files.writeString(file, "1 " + ONES + "\n");
        var old = KeyDirectory.existing(directory).ring("pepper").mac(MESSAGE);

        Files.writeString(file, "# rotated\n\n1 " + ONES + "\n2\t" + TWOS + "\n");
        var rotated = KeyDirectory.existing(directory).ring("pepper");

        assertThat(rotated.macs(MESSAGE)).extracting(SecretMac::key).containsExactly(2, 1);
        assertThat(rotated.macs(MESSAGE)).containsExactly(Sample.ring(2).mac(MESSAGE), old);
    }

    @Test
    void many_who_make_a_key_at_once_agree_on_one() throws Exception {
        var start = new CountDownLatch(1);
        var macs = new HashSet<SecretMac>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var makers = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return KeyDirectory.development(directory)
                                .ring("pepper")
                                .mac(MESSAGE);
                    }))
                    .toList();

            start.countDown();

            for (var maker : makers) {
                macs.add(maker.get());
            }
        }
        assertThat(macs).hasSize(1);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }
}
