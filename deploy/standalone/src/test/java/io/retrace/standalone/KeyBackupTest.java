package io.retrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retrace.log.KeyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class KeyBackupTest {

    @Test
    void it_holds_the_list_of_the_erased_and_every_key_but_the_couriers_for_us_alone(@TempDir Path directory)
            throws IOException {
        var keys = directory.resolve("data/keys");
        List.of("budget", "claim", "code-pepper", "courier", "kek", "session")
                .forEach(KeyDirectory.development(keys)::ring);
        Files.writeString(keys.resolve("erased.subjects"), "day-2026-10-01\n");
        var target = directory.resolve("elsewhere/keys");

        KeyBackup.write(keys, directory.resolve("data"), target);

        assertThat(target.toFile().list())
                .containsExactlyInAnyOrder(
                        "budget.keys", "claim.keys", "code-pepper.keys", "erased.subjects", "kek.keys", "session.keys");
        assertThat(target.resolve("kek.keys")).hasSameBinaryContentAs(keys.resolve("kek.keys"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
    }

    @Test
    void it_is_not_written_beside_the_data_nor_over_anything(@TempDir Path directory) {
        var data = directory.resolve("data");

        assertThatThrownBy(() -> KeyBackup.write(data.resolve("keys"), data, data.resolve("backups/keys")))
                .hasMessageStartingWith("keep the keys apart from the data");
        assertThatThrownBy(() -> KeyBackup.write(data.resolve("keys"), data, directory))
                .hasMessageStartingWith("there is something already");
    }
}
