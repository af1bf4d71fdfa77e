package io.retrace.standalone.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: a .txz on the class path, unpacked once into {@code <data>/postgres-<version>}. */
final class PostgresBinaries {

    private static final String UNFINISHED = ".unfinished";

    private PostgresBinaries() {}

    /**
     * Unpacks beside the final place and renames, so that whoever is killed meanwhile leaves nothing that looks whole.
     * The caller holds the {@link DirectoryLock}.
     *
     * @return the directory that holds {@code bin}, {@code lib} and {@code share}
     */
    static Path unpackInto(Path dataDirectory) throws IOException {
        Path home = dataDirectory.resolve("postgres-" + version());
        if (Files.isDirectory(home)) {
            return home;
        }
        removeUnfinished(dataDirectory);
        Path unfinished = Files.createDirectory(home.resolveSibling(home.getFileName() + UNFINISHED));
        unpack(archiveName(System.getProperty("os.name"), System.getProperty("os.arch")), unfinished);
        return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The name that the binaries' jars give the archive of a platform. */
    static String archiveName(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
        return "postgres-%s-%s.txz".formatted(os, arch);
    }

    private static String version() throws IOException {
        var properties = new Properties();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
            if (in == null) {
                throw new IllegalStateException("binaries.properties is missing from the build");
            }
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static void unpack(String archiveName, Path target) throws IOException {
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + archiveName)) {
            if (archive == null) {
                throw new IllegalStateException("no PostgreSQL for this platform in the build: " + archiveName);
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IllegalStateException("the archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IllegalStateException("neither file, directory nor symbolic link: " + entry.getName());
        }
    }

    private static void removeUnfinished(Path dataDirectory) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(dataDirectory, "postgres-*" + UNFINISHED)) {
            for (Path leftover : leftovers) {
                removeTree(leftover);
            }
        }
    }

    /** Removes the directory and all below it; follows no links. */
    static void removeTree(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
