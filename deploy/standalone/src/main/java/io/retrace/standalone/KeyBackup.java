package io.retrace.standalone;

import io.retrace.command.CommandSide;
import io.retrace.log.ErasedSubjects;
import io.retrace.query.QuerySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the key files, for a place of its own: whoever has both the database and its keys reads what was erased. The
 * courier's key is not among them, because its letters belong in no backup (SECURITY.md).
 */
final class KeyBackup {

    private static final List<String> FILES = Stream.concat(
                    Stream.of(CommandSide.KEYS, QuerySide.OWN_KEYS)
                            .flatMap(List::stream)
                            .map(name -> name + ".keys"),
                    Stream.of(ErasedSubjects.FILE))
            .toList();

    private KeyBackup() {}

    /**
     * Copies them.
     *
     * @param data where databases and their backups are; the copy must be elsewhere
     * @param target must not exist; only we can read it
     */
    static void write(Path keys, Path data, Path target) {
        var place = target.toAbsolutePath().normalize();
        if (place.startsWith(data)) {
            throw new IllegalStateException("keep the keys apart from the data, not in " + data);
        }
        if (Files.exists(place)) {
            throw new IllegalStateException("there is something already, choose another place: " + place);
        }
        try {
            Files.createDirectories(place.resolveSibling("."));
            Files.createDirectory(
                    place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (var file : FILES) {
                if (Files.exists(keys.resolve(file))) {
                    Files.copy(keys.resolve(file), place.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the keys cannot be copied: " + e, e);
        }
    }
}
