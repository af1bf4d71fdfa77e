package io.retrace.standalone;

import io.retrace.standalone.port.LoopbackPort;
import io.retrace.standalone.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.NullMarked;
import org.springframework.util.FileSystemUtils;

/**
 * Data directories on which the first start is a short one: PostgreSQL's programs are a link, its cluster is a copy of one
 * that nobody has used. Unpacking and initdb happen once a JVM; what they do is tested elsewhere.
 */
@NullMarked
final class PreparedData {

    private PreparedData() {}

    /** Made with the first directory that somebody wants, gone with the JVM. */
    private static final class Model {
        private static final Path DIRECTORY = make();

        private static Path make() {
            try {
                var directory = Files.createTempDirectory("retrace-model");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
                PostgresServer.start(directory, LoopbackPort.findFree()).close();
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A directory of its own, to be deleted by whoever asks for it. */
    static Path create() throws IOException {
        var data = Files.createTempDirectory("retrace-standalone");
        try (var parts = Files.newDirectoryStream(Model.DIRECTORY, "postgres*")) {
            for (var part : parts) {
                take(part, data.resolve(part.getFileName()));
            }
        }
        return data;
    }

    private static void take(Path part, Path to) throws IOException {
        if (part.getFileName().toString().startsWith("postgres-")) {
            Files.createSymbolicLink(to, part);
        } else {
            copy(part, to);
        }
    }

    /** With the permissions: PostgreSQL refuses a cluster that others may read. */
    private static void copy(Path part, Path to) throws IOException {
        try (var tree = Files.walk(part)) {
            for (var path : tree.toList()) {
                Files.copy(path, to.resolve(part.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
