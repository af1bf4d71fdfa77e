package io.retrace.standalone.postgres;

import io.retrace.standalone.port.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * A backup of the cluster of a data directory, taken while the server goes on working; one that is stopped is started
 * for it. It holds {@code postgres} (the files, the WAL that makes them consistent, {@code backup_label}), the superuser's
 * password, and a manifest. It holds no key files, and nothing of Kafka (ADR-0022).
 */
public final class PostgresBackup {

    static final String CLUSTER = "postgres";
    static final String PASSWORD = "postgres.password";

    private static final int CONTROL_READS_MAX = 20;

    private final Path data;
    private final Path target;

    private PostgresBackup(Path data, Path target) {
        this.data = data;
        this.target = target;
    }

    /**
     * Takes a backup. It gets its name only when it is complete, on the disk and verified.
     *
     * @param target must not exist; only we can read it
     * @throws IllegalStateException when there is nothing to back up, or it cannot be done; then nothing is left
     */
    public static void take(Path dataDirectory, Path target) {
        if (Files.exists(target)) {
            throw new IllegalStateException("there is something already, choose another place: " + target);
        }
        if (!Files.isDirectory(dataDirectory.resolve(CLUSTER))) {
            throw new IllegalStateException("there is no database in " + dataDirectory);
        }
        try {
            var data = dataDirectory.toRealPath();
            var place = target.toAbsolutePath().normalize();
            if (place.startsWith(data.resolve(CLUSTER))) {
                throw new IllegalStateException("a backup cannot be kept inside of what it is a backup of: " + place);
            }
            new PostgresBackup(data, place).take();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the backup cannot be taken: " + e, e);
        }
    }

    private void take() throws IOException, SQLException {
        try (var access = PostgresAccess.open(data)) {
            take(access.port());
        }
    }

    private void take(int port) throws IOException, SQLException {
        var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        if (Files.exists(unfinished)) {
            PostgresBinaries.removeTree(unfinished);
        }
        try {
            write(unfinished, port);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            DurableCopy.force(target.resolveSibling("."));
        } catch (IOException | SQLException | RuntimeException e) {
            if (Files.exists(unfinished)) {
                PostgresBinaries.removeTree(unfinished);
            }
            throw e;
        }
    }

    private void write(Path unfinished, int port) throws IOException, SQLException {
        var password = Files.readString(data.resolve(PASSWORD));
        var copy = DurableCopy.into(unfinished);
        copy.text(PASSWORD, password);
        try (var session = BackupSession.start(
                "jdbc:postgresql://%s:%d/%s".formatted(LoopbackPort.HOST, port, PostgresServer.SUPERUSER), password)) {
            ClusterFiles.copy(data.resolve(CLUSTER), CLUSTER, copy);
            copy.bytes(CLUSTER + "/global/pg_control", control());
            var stopped = session.stop();
            copy.text(CLUSTER + "/backup_label", stopped.label());
            for (var segment : stopped.wal()) {
                var name = CLUSTER + "/pg_wal/" + segment;
                copy.file(data.resolve(name), name);
            }
        }
        var manifest = copy.finish();
        copy.text(Manifest.FILE, manifest.text());
        copy.finish();
        manifest.verify(unfinished);
    }

    /** The one file that recovery does not mend is copied last, and whole: read twice with the same outcome. */
    private byte[] control() throws IOException {
        var file = data.resolve(CLUSTER).resolve("global/pg_control");
        var read = Files.readAllBytes(file);
        for (int reads = 1; reads < CONTROL_READS_MAX; reads++) {
            var again = Files.readAllBytes(file);
            if (Arrays.equals(read, again)) {
                return read;
            }
            read = again;
        }
        throw new IOException(file + " changes all the time");
    }
}
