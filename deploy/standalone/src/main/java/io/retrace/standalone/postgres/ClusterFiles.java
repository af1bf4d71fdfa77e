package io.retrace.standalone.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a cluster belong into a base backup, as PostgreSQL's manual says (section "Making a Base Backup"). A file that
 * grows while it is copied is copied as it began, one that vanishes is left out: the WAL has what was done to them.
 */
final class ClusterFiles extends SimpleFileVisitor<Path> {

    /** What is in them belongs to the running server, or is told by WAL; the directories themselves must be there. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** Of the running server, of an earlier backup, or, like {@code pg_control}, copied by the caller. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "backup_label",
            "backup_label.old",
            "tablespace_map",
            "tablespace_map.old",
            "global/pg_control");

    private final Path cluster;
    private final String name;
    private final DurableCopy copy;

    private ClusterFiles(Path cluster, String name, DurableCopy copy) {
        this.cluster = cluster;
        this.name = name;
        this.copy = copy;
    }

    /** Copies them below a name. */
    static void copy(Path cluster, String name, DurableCopy copy) throws IOException {
        Files.walkFileTree(cluster, new ClusterFiles(cluster, name, copy));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        var relative = cluster.relativize(directory).toString();
        if (directory.endsWith("pgsql_tmp")) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        copy.directory(relative.isEmpty() ? name : name + "/" + relative);
        return EMPTY.contains(relative) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var relative = cluster.relativize(file).toString();
        if (!attributes.isRegularFile()) {
            throw new IllegalStateException("the cluster has tablespaces elsewhere, which are not backed up: " + file);
        }
        if (!LEFT_OUT.contains(relative) && !file.getFileName().toString().startsWith("pg_internal.init")) {
            try {
                copy.file(file, name + "/" + relative);
            } catch (NoSuchFileException e) {
                return orVanished(file, e);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        return orVanished(file, failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        return failure == null ? FileVisitResult.CONTINUE : orVanished(directory, failure);
    }

    /** Goes on if it is the cluster's own file that is gone, and not what it is copied to. */
    private static FileVisitResult orVanished(Path source, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException gone && source.toString().equals(gone.getFile())) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
