package io.retrace.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Puts a backup into a data directory that nobody uses. What was there is put aside, not deleted. The restored cluster
 * carries a mark until somebody has run {@code after-restore} (ADR-0022).
 */
public final class PostgresRestore {

    /** In the cluster, so that it comes into its place in the same instant. */
    private static final String MARK = "retrace.restored";

    private static final String UNFINISHED = "postgres.restoring";
    private static final String REPLACED = ".replaced-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

    private PostgresRestore() {}

    /** A time as it stands in names of files. */
    public static String nameOf(Instant time) {
        return TIME.format(time);
    }

    /**
     * Restores; the backup is verified first.
     *
     * @param dataDirectory made if absent
     * @param replace whether a database that is there may be put aside
     * @param now names what is put aside
     * @return where what was there is now; empty when there was nothing
     * @throws IllegalStateException when the backup is damaged, the directory is in use, or it holds a database that may
     *     not be replaced; then nothing has changed
     */
    public static Optional<Path> restore(Path backup, Path dataDirectory, boolean replace, Instant now) {
        try {
            Manifest.of(backup).verify(backup);
            var data = Files.createDirectories(dataDirectory).toRealPath();
            try (var _ = DirectoryLock.take(data)) {
                requireUnused(data, replace);
                return put(backup, data, REPLACED + nameOf(now));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the backup cannot be restored: " + e, e);
        }
    }

    private static void requireUnused(Path data, boolean replace) throws IOException {
        var cluster = data.resolve(PostgresBackup.CLUSTER);
        if (Postmaster.runningPort(cluster).isPresent()) {
            throw new IllegalStateException(
                    "a PostgreSQL that a killed run left behind still runs on " + cluster + ": stop it first");
        }
        if (Files.exists(cluster) && !replace) {
            throw new IllegalStateException("there is a database already; REPLACE=1 puts it aside: " + cluster);
        }
    }

    private static Optional<Path> put(Path backup, Path data, String replaced) throws IOException {
        var cluster = data.resolve(PostgresBackup.CLUSTER);
        var password = data.resolve(PostgresBackup.PASSWORD);
        var unfinished = data.resolve(UNFINISHED);
        if (Files.exists(unfinished)) {
            PostgresBinaries.removeTree(unfinished);
        }
        copy(backup, unfinished);
        var aside = Optional.<Path>empty();
        if (Files.exists(cluster)) {
            aside = Optional.of(Files.move(cluster, data.resolve(PostgresBackup.CLUSTER + replaced)));
        }
        if (Files.exists(password)) {
            Files.move(password, data.resolve(PostgresBackup.PASSWORD + replaced));
        }
        Files.move(unfinished.resolve(PostgresBackup.PASSWORD), password);
        Files.move(unfinished.resolve(PostgresBackup.CLUSTER), cluster, StandardCopyOption.ATOMIC_MOVE);
        DurableCopy.force(data);
        PostgresBinaries.removeTree(unfinished);
        return aside;
    }

    private static void copy(Path backup, Path unfinished) throws IOException {
        var copy = DurableCopy.into(unfinished);
        try (var tree = Files.walk(backup)) {
            for (var path : tree.filter(path -> !path.equals(backup)).toList()) {
                var name = backup.relativize(path).toString();
                if (Files.isDirectory(path)) {
                    copy.directory(name);
                } else {
                    copy.file(path, name);
                }
            }
        }
        copy.text(PostgresBackup.CLUSTER + "/" + MARK, backup + "\n");
        copy.finish();
    }

    /**
     * Fails while a restored database is not fit to be used.
     *
     * @throws IllegalStateException when after-restore has not run since the restore
     */
    public static void requireFinished(Path dataDirectory) {
        if (isMarked(dataDirectory)) {
            throw new IllegalStateException("the database in " + dataDirectory
                    + " was restored from a backup; run \"make after-restore\" first (deploy/README.md)");
        }
    }

    /** Whether after-restore has to run. */
    public static boolean isMarked(Path dataDirectory) {
        return Files.exists(mark(dataDirectory));
    }

    /** After-restore has run. */
    public static void unmark(Path dataDirectory) {
        try {
            Files.deleteIfExists(mark(dataDirectory));
            DurableCopy.force(dataDirectory.resolve(PostgresBackup.CLUSTER));
        } catch (IOException e) {
            throw new IllegalStateException("the mark of the restore cannot be removed: " + e, e);
        }
    }

    /** Whether a restore was broken off when it had put the old cluster aside and not yet the new one in its place. */
    static boolean isBrokenOff(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve(UNFINISHED))
                && !Files.exists(dataDirectory.resolve(PostgresBackup.CLUSTER));
    }

    private static Path mark(Path dataDirectory) {
        return dataDirectory.resolve(PostgresBackup.CLUSTER).resolve(MARK);
    }
}
